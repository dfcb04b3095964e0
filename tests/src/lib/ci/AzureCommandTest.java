package lib.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AzureCommandTest {

    @Test
    void a_secret_is_masked_line_by_line() {
        assertEquals(List.of("##vso[task.setsecret]00D!x", "##vso[task.setsecret]100%AZP25"),
                AzureCommand.secret("00D!x\r\n\n100%"));
    }

    @Test
    void a_variable_is_an_output_of_the_step_and_secret_if_it_is() {
        assertEquals("##vso[task.setvariable variable=SF_X;issecret=true;isoutput=true]a%AZP25b%0Ac;]d",
                AzureCommand.variable(new Variable("SF_X", "a%b\nc;]d", true)));
        assertEquals("##vso[task.setvariable variable=SF_X;isoutput=true]https://x",
                AzureCommand.variable(new Variable("SF_X", "https://x", false)));
    }
}
