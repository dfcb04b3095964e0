///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS org.openjdk.jmh:jmh-core:1.37
//DEPS org.openjdk.jmh:jmh-generator-annprocess:1.37
//DEPS org.conscrypt:conscrypt-openjdk-uber:2.9.0
//JAVAC_OPTIONS -proc:full
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow
//SOURCES ../../sfjwt.java

package bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import lib.keys.SigningKey;
import lib.token.Assertion;
import lib.token.Claims;
import org.conscrypt.Conscrypt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How many assertions a warm JVM signs in a second, beside {@code openssl speed}, and how long an RSA key takes: Java's
 * own provider against Conscrypt (BoringSSL), which is not on board and is weighed here.
 *
 * <p>{@code tests/jbang tests/bench/SigningBench.java}; takes about three minutes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SigningBench {

    private static final int KEYS = 20;
    private static final String RS256 = "SHA256withRSA";

    private byte[] message;
    private PrivateKey javasKey;
    private PrivateKey conscryptsKey;
    private Provider java;
    private Provider conscrypt;
    private SigningKey signingKey;
    private SigningKey signingKeyOfConscrypt;

    /** The same key for all. */
    @Setup
    public void makeKey() throws GeneralSecurityException {
        java = Security.getProvider("SunRsaSign");
        conscrypt = Conscrypt.newProvider();
        KeyPair pair = KeyPairGenerator.getInstance("RSA", java).generateKeyPair();
        javasKey = pair.getPrivate();
        conscryptsKey = KeyFactory.getInstance("RSA", conscrypt)
                .generatePrivate(new PKCS8EncodedKeySpec(javasKey.getEncoded()));
        RSAPublicKey publicKey = (RSAPublicKey) pair.getPublic();
        signingKey = new SigningKey(javasKey, publicKey, null, "Java's", false, List.of());
        signingKeyOfConscrypt = new SigningKey(conscryptsKey, publicKey, conscrypt, "Conscrypt's", false, List.of());
        message = "x".repeat(250).getBytes(StandardCharsets.US_ASCII);
    }

    @Benchmark
    public byte[] signByJava() throws GeneralSecurityException {
        return sign(java, javasKey);
    }

    @Benchmark
    public byte[] signByConscrypt() throws GeneralSecurityException {
        return sign(conscrypt, conscryptsKey);
    }

    /** What get-token does for each org. */
    @Benchmark
    public String assertionByJava() {
        return Assertion.sign(claims(), signingKey);
    }

    @Benchmark
    public String assertionByConscrypt() {
        return Assertion.sign(claims(), signingKeyOfConscrypt);
    }

    private byte[] sign(Provider provider, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(RS256, provider);
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
    }

    private static Claims claims() {
        return new Claims("3MVG9.consumer.key.of.no.org", "bench@stand-in.example", "https://login.salesforce.com",
                Instant.now().plusSeconds(300));
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Double> one = perSecond(1);
        Map<String, Double> two = perSecond(2);
        System.out.printf("JDK %s, %d cores, %s, Conscrypt 2.9.0; RSA-2048%n%n", System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(), output("openssl", "version").strip());
        System.out.println("| signatures a second | 1 thread | of openssl | 2 threads | of openssl |");
        System.out.println("|---|--:|--:|--:|--:|");
        double openssl = one.get("openssl speed");
        double openssls = two.get("openssl speed");
        one.forEach((name, rate) -> System.out.printf("| %s | %.0f | %.0f %% | %.0f | %.0f %% |%n", name, rate,
                100 * rate / openssl, two.get(name), 100 * two.get(name) / openssls));
        System.out.printf("%n| making a key, ms | median of %d | fastest | slowest |%n|---|--:|--:|--:|%n", KEYS);
        keys("Java", maker(Security.getProvider("SunRsaSign")));
        keys("Conscrypt", maker(Conscrypt.newProvider()));
        keys("openssl genrsa, with its start", () -> output("openssl", "genrsa", "2048"));
    }

    private static Map<String, Double> perSecond(int threads) throws RunnerException, IOException,
            InterruptedException {
        var options = new OptionsBuilder().include(SigningBench.class.getName() + ".*").threads(threads).forks(2)
                .warmupIterations(4).warmupTime(TimeValue.seconds(1)).measurementIterations(5)
                .measurementTime(TimeValue.seconds(1)).verbosity(VerboseMode.SILENT).build();
        var rates = new LinkedHashMap<String, Double>();
        double before = openssl(threads);
        var results = new Runner(options).run();
        rates.put("openssl speed", (before + openssl(threads)) / 2);
        for (RunResult result : results) {
            rates.put(result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
        }
        return rates;
    }

    /**
     * By the clock, as JMH measures, not by CPU time. From the last line: {@code rsa 2048 bits 0.000550s 0.000016s
     * 1818.2 61234.5}, signatures before checks.
     */
    private static double openssl(int processes) throws IOException, InterruptedException {
        String said = output("openssl", "speed", "-elapsed", "-seconds", "3", "-multi", "" + processes,
                "rsa2048");
        var found = Pattern.compile("rsa 2048 bits\\s+\\S+s\\s+\\S+s\\s+([0-9.]+)").matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("openssl speed said something else: " + said);
        }
        return Double.parseDouble(found.group(1));
    }

    private interface Maker {
        void make() throws Exception;
    }

    private static Maker maker(Provider provider) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", provider);
        generator.initialize(2048);
        return generator::generateKeyPair;
    }

    private static void keys(String name, Maker maker) throws Exception {
        var millis = new ArrayList<Double>();
        for (int i = 0; i < KEYS; i++) {
            long start = System.nanoTime();
            maker.make();
            millis.add((System.nanoTime() - start) / 1e6);
        }
        millis.sort(null);
        System.out.printf("| %s | %.0f | %.0f | %.0f |%n", name,
                (millis.get(KEYS / 2 - 1) + millis.get(KEYS / 2)) / 2, millis.getFirst(), millis.getLast());
    }

    private static String output(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", words) + " failed: " + said);
        }
        return said;
    }
}
