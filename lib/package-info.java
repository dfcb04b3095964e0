/**
 * All that sfjwt can do, a room for each part of it. A room knows those above it in this list, and few of them.
 * README's "How it is built" shows the list from its other end, and says where a command, a check or a refusal goes.
 *
 * <p>The command line ({@code lib.cli}, its commands in {@code lib.command}) and the dashboard ({@code ui}) make
 * requests of what people say, and words of the results; the rooms between do the work.
 */
//SOURCES catalog/package-info.java
//SOURCES text/package-info.java
//SOURCES json/package-info.java
//SOURCES failure/package-info.java
//SOURCES files/package-info.java
//SOURCES pkcs11/package-info.java
//SOURCES keys/package-info.java
//SOURCES http/package-info.java
//SOURCES refusal/package-info.java
//SOURCES config/package-info.java
//SOURCES token/package-info.java
//SOURCES ci/package-info.java
//SOURCES store/package-info.java
//SOURCES browser/package-info.java
//SOURCES api/package-info.java
//SOURCES admin/package-info.java
//SOURCES doctor/package-info.java
//SOURCES guide/package-info.java
//SOURCES app/package-info.java
//SOURCES demoadmin/package-info.java
//SOURCES web/package-info.java
//SOURCES demo/package-info.java
//SOURCES agent/package-info.java
//SOURCES install/package-info.java
//SOURCES cli/package-info.java
//SOURCES manual/package-info.java
//SOURCES command/package-info.java
package lib;
