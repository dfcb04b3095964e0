package lib.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Deploys an app in the form that this org takes: orgs differ in whether they let one choose the consumer key, in what
 * they call the OAuth policy that they make by themselves, and in whether a new app may bring its policies along. The
 * parts of an app that somebody else has made have names of their own.
 */
record Deployer(MetadataDeploy deploy) {

    /**
     * @param also what goes along in the same deploy
     * @param files what of the design is deployed
     * @return the design in the form that was taken
     * @throws lib.failure.Failure for every other no
     */
    AppDesign run(AppDesign design, List<MetadataFile> also, Function<AppDesign, List<MetadataFile>> files,
            boolean checkOnly, Consumer<String> status) {
        AppDesign form = design;
        while (true) {
            var all = new ArrayList<>(also);
            all.addAll(files.apply(form));
            MetadataDeploy.Result result = deploy.run(all, checkOnly, status);
            if (result.succeeded()) {
                return form;
            }
            Map<MetadataFile.Type, String> names = result.failures().partsThatAreThere();
            if (!form.names().keySet().containsAll(names.keySet())) {
                status.accept("the org calls parts of it " + String.join(", ", names.values()));
                names.putAll(form.names());
                form = form.withNames(names);
            } else if (form.consumerKey() != null && result.failures().isAboutConsumerKey()) {
                status.accept("the org chooses the consumer key itself");
                form = form.withConsumerKey(null);
            } else if (form.orgScoped() == null && result.failures().areOfPoliciesAlone() && isDivisible(all)) {
                status.accept("the org takes the policies once the app is there");
                AppDesign taken = run(form, also, only(files, false), checkOnly, status);
                return checkOnly ? taken : run(taken, List.of(), only(files, true), false, status);
            } else {
                throw result.failure();
            }
        }
    }

    /** Whether there are policies, and something else. */
    private static boolean isDivisible(List<MetadataFile> files) {
        return files.stream().map(file -> file.type().isPolicy()).distinct().count() == 2;
    }

    private static Function<AppDesign, List<MetadataFile>> only(Function<AppDesign, List<MetadataFile>> files,
            boolean policies) {
        return form -> files.apply(form).stream().filter(file -> file.type().isPolicy() == policies).toList();
    }
}
