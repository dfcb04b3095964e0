///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../../sfjwt.java
//SOURCES Connection.java
//SOURCES AgentProcess.java
//SOURCES FickleOrg.java
//SOURCES Orgs.java

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Twenty askers of one agent, while its orgs refuse, hang and restart in turn: each ask has to get an answer, a token
 * has to be one of the org that was asked for, and memory must not grow. At the end the agent is killed and started
 * again, and the next ask has to work.
 *
 * <p>{@code tests/jbang tests/bench/agent/Reliability.java [MINUTES]}, of which there are ten by default.
 */
public final class Reliability {

    private static final int ASKERS = 20;
    private static final int ORGS = 4;
    private static final long MOOD_MILLIS = 5_000;
    private static final long SETTLED_MILLIS = 150_000;

    private final Orgs orgs;
    private final AgentProcess agent;
    private final Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private volatile boolean isOver;

    private Reliability(Orgs orgs, AgentProcess agent) {
        this.orgs = orgs;
        this.agent = agent;
    }

    public static void main(String[] arguments) throws Exception {
        long millis = 60_000L * (arguments.length > 0 ? Long.parseLong(arguments[0]) : 10);
        int failed;
        try (var orgs = Orgs.start(ORGS); var agent = new AgentProcess(orgs.folder())) {
            var run = new Reliability(orgs, agent);
            run.run(millis);
            run.killed();
            failed = run.report();
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    private void run(long millis) throws Exception {
        try (var askers = Executors.newFixedThreadPool(ASKERS)) {
            var asking = new ArrayList<Future<Void>>();
            for (int i = 0; i < ASKERS; i++) {
                asking.add(askers.submit((Callable<Void>) this::askOn));
            }
            changeMoods(millis);
            isOver = true;
            for (var asker : asking) {
                asker.get();
            }
        }
    }

    /** Each org in another mood, and well every second time. */
    private void changeMoods(long millis) throws Exception {
        var moods = FickleOrg.Mood.values();
        long begun = System.nanoTime() / 1_000_000;
        long settled = 0;
        for (int turn = 0; System.nanoTime() / 1_000_000 - begun < millis; turn++) {
            for (int i = 0; i < ORGS; i++) {
                orgs.all().get(i).is(turn % 2 == 0 ? FickleOrg.Mood.WELL : moods[(turn / 2 + i) % moods.length]);
            }
            Thread.sleep(MOOD_MILLIS);
            long resident = agent.residentKiB();
            System.out.printf("%4d s: %s, %d logins, %d MiB%n", (System.nanoTime() / 1_000_000 - begun) / 1000,
                    new TreeMap<>(answers), orgs.all().stream().mapToLong(FickleOrg::logins).sum(), resident / 1024);
            if (settled == 0 && System.nanoTime() / 1_000_000 - begun >= SETTLED_MILLIS) {
                settled = resident;
            } else if (settled > 0 && resident > settled * 1.1) {
                broken.add("memory grew from " + settled / 1024 + " to " + resident / 1024 + " MiB");
            }
        }
        for (FickleOrg org : orgs.all()) {
            org.is(FickleOrg.Mood.WELL);
        }
    }

    private Void askOn() throws Exception {
        while (!isOver) {
            try (var connection = new Connection(agent.socket())) {
                for (int i = ThreadLocalRandom.current().nextInt(50); i >= 0 && !isOver; i--) {
                    ask(connection);
                    Thread.sleep(ThreadLocalRandom.current().nextInt(20));
                }
            } catch (IOException e) {
                broken.add("no answer: " + e);
            }
        }
        return null;
    }

    private void ask(Connection connection) throws IOException {
        FickleOrg org = orgs.all().get(ThreadLocalRandom.current().nextInt(ORGS));
        int what = ThreadLocalRandom.current().nextInt(100);
        if (what < 1) {
            judge("refresh", org, connection.ask("POST /v1/refresh?profile=" + org.name()));
        } else if (what < 60) {
            judge("token", org, connection.ask("GET /v1/token?format=token&profile=" + org.name()));
        } else {
            judge("door", org, connection.ask("GET /org/" + org.name() + "/services/data/v66.0/limits"));
        }
    }

    private void judge(String asked, FickleOrg org, Connection.Answer answer) {
        answers.computeIfAbsent(asked + " " + answer.status(), _ -> new AtomicLong()).incrementAndGet();
        String body = answer.body().strip();
        boolean right = switch (answer.status()) {
            case 200 -> switch (asked) {
                case "token" -> org.hasGiven(body);
                case "refresh" -> org.hasGiven(body.replaceAll("(?s).*\"access_token\": *\"([^\"]*)\".*", "$1"));
                default -> body.equals("{\"org\":\"" + org.name() + "\"}");
            };
            case 401 -> asked.equals("door") && body.contains("INVALID_SESSION_ID");
            case 422, 502 -> body.contains("\"code\":");
            default -> false;
        };
        if (!right) {
            broken.add(asked + " of " + org.name() + ": " + answer);
        }
    }

    private void killed() throws Exception {
        agent.kill();
        agent.start();
        for (FickleOrg org : orgs.all()) {
            try (var connection = new Connection(agent.socket())) {
                var answer = connection.ask("GET /v1/token?format=token&profile=" + org.name());
                judge("token", org, answer);
                if (answer.status() != 200) {
                    broken.add("after kill -9 and a start: " + answer);
                }
            }
        }
    }

    private int report() {
        broken.stream().limit(20).forEach(System.out::println);
        System.out.println(broken.isEmpty() ? "no wrong token, no lost answer, memory flat" : broken.size()
                + " answers were wrong");
        return broken.size();
    }
}
