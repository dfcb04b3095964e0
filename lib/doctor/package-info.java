/**
 * The doctor: goes through everything a login needs, and says why it fails and what to do next.
 *
 * <p>{@link lib.doctor.Doctor} makes one {@code Check} after the other. What a check finds out is a {@code Fact} among
 * the {@code Evidence}; a check whose facts are missing is skipped. After a refusal, {@link lib.doctor.Diagnosis} takes
 * the causes that {@code lib.refusal} knows, strikes those that the evidence rules out and puts first those that it has
 * seen: each is a rule in {@code Rules}.
 *
 * <p>A new check is a method in one of the {@code …Checks} and a line in its list; {@code ConfigChecks} is the
 * shortest.
 */
//SOURCES Doctor.java
//SOURCES State.java
//SOURCES Phase.java
//SOURCES Finding.java
//SOURCES Examined.java
//SOURCES Check.java
//SOURCES Fact.java
//SOURCES Evidence.java
//SOURCES ConfigChecks.java
//SOURCES KeyChecks.java
//SOURCES Git.java
//SOURCES CertificateChecks.java
//SOURCES CertificateFile.java
//SOURCES OrgChecks.java
//SOURCES OrgExamination.java
//SOURCES AssertionChecks.java
//SOURCES DecodedAssertion.java
//SOURCES NetworkChecks.java
//SOURCES Issuer.java
//SOURCES LoginChecks.java
//SOURCES Waiting.java
//SOURCES WaitTime.java
//SOURCES AccessChecks.java
//SOURCES UserInOrgChecks.java
//SOURCES AppInOrgChecks.java
//SOURCES EntryChecks.java
//SOURCES OrgCause.java
//SOURCES Rules.java
//SOURCES Diagnosis.java
package lib.doctor;
