package lib.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.text.Quoted;

/**
 * How the org wants logins addressed: with which audience, and at which hosts its app is known. Real orgs differ in
 * both, and no rule tells which is which.
 *
 * @param hosts without port; empty for all
 */
public record LoginAddress(Audience audience, Set<String> hosts) {

    public static final LoginAddress USUAL = new LoginAddress(Audience.OWN, Set.of());

    /** Which {@code aud} the org takes, exactly. */
    public enum Audience {
        /** The address at which it is asked. */
        OWN,
        LOGIN,
        TEST,
        /** All of these. */
        EITHER;

        /** @throws Failure {@code bad_demo_audience} */
        public static Audience named(String name) {
            return Arrays.stream(values()).filter(one -> one.word().equals(name)).findFirst()
                    .orElseThrow(() -> Failure.usage("bad_demo_audience", "the demo org wants no audience "
                            + Quoted.value(name), "choose one of " + Stream.of(values()).map(Audience::word)
                                    .collect(Collectors.joining(", "))));
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What a client has to be told, as it does not follow from the login URL. */
        public Optional<String> given() {
            return this == LOGIN || this == TEST ? Optional.of("https://" + word() + ".salesforce.com")
                    : Optional.empty();
        }

        boolean takes(String aud, String origin) {
            return switch (this) {
                case OWN -> aud.equals(origin);
                case LOGIN, TEST -> given().filter(aud::equals).isPresent();
                case EITHER -> Stream.of(OWN, LOGIN, TEST).anyMatch(one -> one.takes(aud, origin));
            };
        }
    }

    public LoginAddress {
        hosts = hosts.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isKnownAt(String origin) {
        return hosts.isEmpty() || hosts.contains(URI.create(origin).getHost().toLowerCase(Locale.ROOT));
    }

    /** The same, with what a form says: {@code audience}, {@code hosts} separated by commas; each may be left out. */
    LoginAddress with(Form form) {
        return new LoginAddress(form.get("audience").map(Audience::named).orElse(audience),
                form.get("hosts").map(text -> Set.copyOf(List.of(text.split(",")))).orElse(hosts));
    }

    JsonObject json() {
        return Json.createObjectBuilder().add("audience", audience.word())
                .add("hosts", Json.createArrayBuilder(hosts.stream().sorted().toList())).build();
    }
}
