package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Collection;
import lib.failure.Voice;
import lib.failure.Warning;

/**
 * An operation's answer, whose warnings name the page's steps and fields where a terminal gets commands and options.
 */
final class PageAnswer {

    static JsonObject of(JsonObject answer, Collection<Warning> warnings) {
        return Json.createObjectBuilder(answer).addAll(Warning.json(warnings, Voice.PAGE)).build();
    }
}
