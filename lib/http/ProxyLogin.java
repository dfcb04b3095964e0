package lib.http;

import java.net.Authenticator;
import java.net.PasswordAuthentication;

/**
 * Gives a user and password to the proxy that they are for, once.
 */
final class ProxyLogin extends Authenticator {

    private PasswordAuthentication unused;

    ProxyLogin(PasswordAuthentication login) {
        this.unused = login;
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
        if (getRequestorType() != RequestorType.PROXY) {
            return null;
        }
        // asked again after a wrong password, the JDK would send it 20 times, enough to have an account locked
        PasswordAuthentication login = unused;
        unused = null;
        return login;
    }
}
