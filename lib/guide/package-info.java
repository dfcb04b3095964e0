/**
 * The whole way from nothing to a token, as data: the command line prints {@link lib.guide.Guide}, the dashboard makes
 * a wizard of it. {@link lib.guide.Recipes} do the same login with sf, in shells and in CI systems.
 */
//SOURCES Guide.java
//SOURCES ExternalClientApp.java
//SOURCES Recipes.java
//SOURCES Recipe.java
//SOURCES Shell.java
//SOURCES Yaml.java
package lib.guide;
