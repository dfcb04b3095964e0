package lib.admin;

import java.util.List;
import lib.json.Fields;
import lib.text.Untrusted;

/**
 * A row of the login history, which says more than the token endpoint does.
 *
 * @param status "Success", or why not
 */
public record LoginAttempt(String time, String status, String application, String sourceIp) {

    /** The newest first. */
    public static List<LoginAttempt> last(AdminSession session, OrgUser user, int most) {
        return session.query(Soql.of("SELECT LoginTime, Status, Application, SourceIp FROM LoginHistory "
                + "WHERE UserId = ? ORDER BY LoginTime DESC LIMIT " + most, user.id())).stream()
                .map(row -> new LoginAttempt(line(Fields.text(row, "LoginTime")),
                        line(Fields.text(row, "Status")), line(Fields.text(row, "Application")),
                        line(Fields.text(row, "SourceIp")))).toList();
    }

    private static String line(String text) {
        return Untrusted.line(text);
    }
}
