package lib.demo;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import lib.demoadmin.AdminSide;
import lib.demoadmin.Person;
import lib.demoadmin.Reply;

/**
 * Where the administrator's side of the demo org is reached: deploys, queries, permission sets, consumer keys.
 */
record AdminRoutes(AdminSide admin, Sessions sessions) {

    private record Call(Person caller, RecordedRequest request) {
        String lastPart() {
            return request.path().replaceFirst(".*/", "");
        }
    }

    /** @param others answers queries for objects that are of no concern to an administrator */
    List<Route> routes(String version, BiFunction<String, RecordedRequest, Answer> others) {
        String oauth = version + "/apps/oauth/";
        Stream<Route> linking = Stream.of("PermissionSetAssignment", "SetupEntityAccess").map(object ->
                Route.post(version + "/sobjects/" + object,
                        known(call -> admin.insert(call.caller(), object, call.request().body()))));
        return Stream.concat(linking, Stream.of(
                Route.get(version + "/query", request -> query(version, request, others)),
                Route.get(version + "/tooling/query", request -> query(version, request, others)),
                Route.post(version + "/metadata/deployRequest", known(call -> admin.deploy(call.caller(),
                        call.request().header("Content-Type").orElse(""), call.request().body()))),
                Route.get(version + "/metadata/deployRequest/{id}", known(call -> admin.deployStatus(call.caller(),
                        call.lastPart(), call.request().query()))),
                new Route("DELETE", version + "/sobjects/PermissionSetAssignment/{id}",
                        known(call -> admin.unassign(call.caller(), call.lastPart()))),
                Route.get(oauth + "usage", known(this::oauth)),
                Route.get(oauth + "credentials/{app}", known(this::oauth)),
                Route.get(oauth + "credentials/{app}/{consumer}", known(this::oauth)),
                Route.post(version.replace("/services/data/v", "/services/Soap/m/"), this::soap))).toList();
    }

    private Reply oauth(Call call) {
        return admin.oauth(call.caller(), call.request().path(), call.request().query());
    }

    private Answer soap(RecordedRequest request) {
        if (request.header("SOAPAction").isEmpty()) {
            return ApiErrors.of(500, "INVALID_SOAP", "no SOAPAction header");
        }
        return answer(admin.soap(request.body(), token -> sessions.user(token).map(DemoUser::person)));
    }

    private Answer query(String version, RecordedRequest request, BiFunction<String, RecordedRequest, Answer> others) {
        String soql = Form.parseOrEmpty(request.query()).get("q").orElse("");
        return sessions.known((user, _) -> admin.query(user.person(), version, soql).map(AdminRoutes::answer)
                .orElseGet(() -> others.apply(version, request))).apply(request);
    }

    private Function<RecordedRequest, Answer> known(Function<Call, Reply> answerer) {
        return sessions.known((user, request) -> answer(answerer.apply(new Call(user.person(), request))));
    }

    private static Answer answer(Reply reply) {
        return reply.body().isEmpty() ? Answer.empty(reply.status())
                : Answer.of(reply.status(), reply.contentType(), reply.body());
    }
}
