package lib.agent;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the agent counts, in the text format of Prometheus. No name of an org, user or token stands in a label.
 */
final class AgentMetrics {

    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter tokens = Counter.builder().name("sfjwt_agent_tokens_total")
            .help("Tokens handed out, by where they came from").labelNames("source").register(registry);
    private final Counter failures = Counter.builder().name("sfjwt_agent_failures_total")
            .help("Requests that ended in a failure, by its code").labelNames("code").register(registry);
    private final Counter calls = Counter.builder().name("sfjwt_agent_org_calls_total")
            .help("Calls passed on to an org, by the HTTP status of its answer").labelNames("status")
            .register(registry);

    AgentMetrics(Agent agent) {
        GaugeWithCallback.builder().name("sfjwt_agent_orgs").help("Orgs that the agent holds")
                .callback(callback -> callback.call(agent.orgs().size())).register(registry);
    }

    void token(String source) {
        tokens.labelValues(source).inc();
    }

    void failed(String code) {
        failures.labelValues(code).inc();
    }

    void called(int status) {
        calls.labelValues(String.valueOf(status)).inc();
    }

    byte[] text() {
        var out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
