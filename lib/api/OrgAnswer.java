package lib.api;

import jakarta.json.JsonObject;
import java.util.List;
import lib.failure.Warning;

/** What an org says when it is asked one thing. */
public interface OrgAnswer {

    /** The document of {@code --json}. */
    JsonObject json();

    /** What the person should know besides, such as of the key or the stored token. */
    List<Warning> warnings();
}
