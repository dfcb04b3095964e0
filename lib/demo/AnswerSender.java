package lib.demo;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * Puts answers on the wire, with the headers they all have, and in the way their delivery asks for.
 */
record AnswerSender(Faults faults, Clock clock) {

    private static final Map<String, String> COMMON_HEADERS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    // RFC 9110 5.6.7; the JDK's RFC_1123_DATE_TIME writes a day of one digit as it is
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);

    void send(Answer answer, ServerResponse response) {
        sleep(answer.delivery().delay());
        if (answer.status() == 0) {
            throw new CloseConnectionException("a fault asks for no answer");
        }
        response.status(Status.create(answer.status()));
        COMMON_HEADERS.forEach((name, value) -> setHeader(response, name, value));
        setHeader(response, "Date", date());
        answer.headers().forEach((name, value) -> setHeader(response, name, value));
        if (answer.delivery().isInOnePiece()) {
            response.send(answer.body());
        } else {
            stream(answer, response);
        }
    }

    private void stream(Answer answer, ServerResponse response) {
        Delivery delivery = answer.delivery();
        if (!delivery.endless()) {
            setHeader(response, "Content-Length", String.valueOf(answer.body().length));
        }
        try (OutputStream out = response.outputStream()) {
            int sent = 0;
            do {
                for (byte b : answer.body()) {
                    if (sent++ == delivery.cutAfter()) {
                        out.flush();
                        throw new CloseConnectionException("a fault asks for a cut");
                    }
                    sleep(delivery.pause());
                    out.write(b);
                    if (!delivery.pause().isZero()) {
                        out.flush();
                    }
                }
            } while (delivery.endless());
        } catch (IOException e) {
            throw new CloseConnectionException("the client has hung up", e);
        }
    }

    private String date() {
        return HTTP_DATE.format(faults.date().orElseGet(clock::instant));
    }

    private static void setHeader(ServerResponse response, String name, String value) {
        response.header(HeaderNames.create(name), value);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new CloseConnectionException("the server stops", e);
        }
    }
}
