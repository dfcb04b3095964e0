package lib.demo;

import java.util.function.Function;

/**
 * One thing the demo org can be asked, and what answers it.
 *
 * @param path fixed, or with a segment in braces that stands for any
 */
record Route(String method, String path, Function<RecordedRequest, Answer> answerer) {

    static Route get(String path, Function<RecordedRequest, Answer> answerer) {
        return new Route("GET", path, answerer);
    }

    static Route post(String path, Function<RecordedRequest, Answer> answerer) {
        return new Route("POST", path, answerer);
    }
}
