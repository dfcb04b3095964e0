package lib.guide;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * A login for another tool or a CI system, to be copied.
 *
 * @param id stable, for links and tabs
 * @param text what it is for, and what has to be done before
 * @param note what to know besides
 * @param inShell whether it is for a person's shell, and differs between shells
 */
public record Recipe(String id, String title, String text, String note, boolean inShell, String code) {

    public JsonObject json() {
        return Json.createObjectBuilder().add("id", id).add("title", title).add("text", text).add("note", note)
                .add("inShell", inShell).add("code", code).build();
    }
}
