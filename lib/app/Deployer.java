package lib.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Deploys an app in the form that this org takes: orgs differ in whether they let one choose the consumer key, and in
 * what they call the OAuth policy that they make by themselves.
 */
final class Deployer {

    private final MetadataDeploy deploy;

    Deployer(MetadataDeploy deploy) {
        this.deploy = deploy;
    }

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
            String policy = result.failures().policyThatIsThere().orElse(form.policyName());
            if (!policy.equals(form.policyName())) {
                status.accept("the org calls the policy " + policy);
                form = form.withPolicyName(policy);
            } else if (form.consumerKey() != null && result.failures().isAboutConsumerKey()) {
                status.accept("the org chooses the consumer key itself");
                form = form.withConsumerKey(null);
            } else {
                throw result.failure();
            }
        }
    }
}
