package lib.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import lib.keys.Openssl;

/**
 * A certification authority of a company, made by openssl, and the servers that it vouches for.
 */
public final class TestPki {

    private static final List<String> NEW_KEY =
            List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes");

    private final Path folder;

    public TestPki(Path folder) {
        this.folder = folder;
        try {
            Files.writeString(folder.resolve("ca.cnf"), """
                    [ca]
                    default_ca = company
                    [company]
                    database = index.txt
                    new_certs_dir = .
                    default_md = sha256
                    policy = names
                    rand_serial = yes
                    unique_subject = no
                    copy_extensions = copy
                    [names]
                    commonName = supplied
                    """);
            Files.writeString(folder.resolve("index.txt"), "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        var root = new ArrayList<>(List.of("req", "-x509", "-subj", "/CN=Company Root", "-days", "2",
                "-keyout", "root.key", "-out", "root.pem"));
        root.addAll(NEW_KEY);
        openssl(root);
    }

    public Path root() {
        return folder.resolve("root.pem");
    }

    /** Sockets of a server with a certificate for this host, valid today. */
    SSLServerSocketFactory server(String host) {
        return server(host, "20200101000000Z", "20490101000000Z");
    }

    SSLServerSocketFactory server(String host, String from, String to) {
        return tls(List.of(host), from, to).getServerSocketFactory();
    }

    /** Of a server with a certificate for all these hosts, valid today. */
    public SSLContext tls(List<String> hosts) {
        return tls(hosts, "20200101000000Z", "20490101000000Z");
    }

    private SSLContext tls(List<String> hosts, String from, String to) {
        String names = hosts.stream().map("DNS:"::concat).collect(Collectors.joining(","));
        var request = new ArrayList<>(List.of("req", "-subj", "/CN=server", "-addext", "subjectAltName=" + names,
                "-keyout", "server.key", "-out", "server.csr"));
        request.addAll(NEW_KEY);
        openssl(request);
        openssl(List.of("ca", "-config", "ca.cnf", "-batch", "-notext", "-cert", "root.pem",
                "-keyfile", "root.key", "-startdate", from, "-enddate", to, "-in", "server.csr", "-out", "server.pem"));
        openssl(List.of("pkcs12", "-export", "-inkey", "server.key", "-in", "server.pem", "-out", "server.p12",
                "-passout", "pass:changeit"));
        try {
            KeyStore keys = KeyStore.getInstance(folder.resolve("server.p12").toFile(), "changeit".toCharArray());
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, "changeit".toCharArray());
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(managers.getKeyManagers(), null, null);
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private void openssl(List<String> arguments) {
        Openssl.run(folder, arguments.toArray(String[]::new));
    }
}
