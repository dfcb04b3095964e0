package lib.command;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lib.api.CallApi;
import lib.cli.Surroundings;
import lib.failure.Failure;
import lib.files.InputFile;
import lib.json.ForeignJson;
import lib.json.JsonText;
import lib.json.NotJson;
import lib.text.Quoted;
import picocli.CommandLine.Option;

/**
 * The options that say what {@code api} sends.
 */
final class ApiBodyFlags {

    /** A Bulk API job takes 150 MB, and nothing else takes more. */
    private static final int LARGEST = 160 * 1024 * 1024;

    @Option(names = "--data", paramLabel = "@FILE|-", description = "What to send: a file's content, or - for stdin; "
            + "never the data itself, which every user of this machine could read.")
    String data;

    @Option(names = "--field", paramLabel = "NAME=VALUE", description = "Send a JSON object with this text field; with "
            + "NAME:=VALUE the value is JSON, such as a number or true. Every user of this machine can read it.")
    List<String> fields = List.of();

    @Option(names = "--content-type", paramLabel = "TYPE", description = "The type of the data; default "
            + "application/json.")
    String contentType = CallApi.Request.DEFAULT_CONTENT_TYPE;

    boolean readsStdin() {
        return "-".equals(data) || "@-".equals(data);
    }

    /** Null for none. */
    byte[] bytes(Surroundings surroundings) {
        if (!fields.isEmpty()) {
            if (data != null) {
                throw Failure.usage("two_bodies", "--data and --field both say what to send", "drop one of them");
            }
            return JsonText.line(object()).getBytes(StandardCharsets.UTF_8);
        }
        if (data == null) {
            return null;
        }
        if (readsStdin()) {
            return stdin(surroundings);
        }
        if (!data.startsWith("@")) {
            throw Failure.usage("data_is_text", "--data takes @FILE or -, not the data itself, which every user of "
                    + "this machine could read",
                    "write it to a file and name it (--data @FILE), or pipe it in (--data -)");
        }
        return InputFile.read(InputFile.path(surroundings.folder(), data.substring(1), "--data"), "data file", LARGEST);
    }

    private JsonObject object() {
        var object = Json.createObjectBuilder();
        for (String field : fields) {
            int equals = field.indexOf('=');
            boolean isJson = equals > 0 && field.charAt(equals - 1) == ':';
            String name = equals < 0 ? "" : field.substring(0, isJson ? equals - 1 : equals);
            if (name.isBlank()) {
                throw Failure.usage("bad_field", "--field " + Quoted.value(field) + " is not NAME=VALUE",
                        "give it as --field Name=Acme, or --field NumberOfEmployees:=12 for a value that is not text");
            }
            String value = field.substring(equals + 1);
            object.add(name, isJson ? json(name, value) : Json.createValue(value));
        }
        return object.build();
    }

    private static JsonValue json(String name, String value) {
        try {
            byte[] wrapped = ("{\"value\":" + value + "}").getBytes(StandardCharsets.UTF_8);
            JsonObject object = ForeignJson.object(wrapped);
            if (object.size() == 1) {
                return object.get("value");
            }
        } catch (NotJson e) {
            // said below
        }
        throw Failure.usage("bad_field", "--field " + Quoted.value(name) + ": " + Quoted.value(value) + " is not JSON",
                "write NAME=VALUE for a text");
    }

    private static byte[] stdin(Surroundings surroundings) {
        InputStream in = surroundings.in().orElseThrow(() -> Failure.usage("data_on_terminal",
                "--data - reads stdin, which is the terminal here",
                "send the data through a pipe (… | sfjwt api … --data -), or name its file (--data @FILE)"));
        try {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw Failure.file("file_too_large", "stdin holds more than " + LARGEST / 1024 / 1024 + " MiB",
                        "send it in parts; Salesforce takes no more than 150 MB at once");
            }
            return bytes;
        } catch (IOException e) {
            throw Failure.file("file_unreadable", "stdin cannot be read: " + e.getMessage(),
                    "name a file: --data @FILE").from(e);
        }
    }
}
