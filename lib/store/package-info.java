/**
 * Tokens kept for the next call, because Salesforce blocks a user after 3,600 logins within an hour, and because a
 * stored token is there at once.
 *
 * <p>On this machine they are plain files, 0600 in a 0700 folder, as gcloud and aws keep theirs: a cipher whose key
 * lies beside it protects from nobody. In a Redis that many machines share they are sealed.
 * {@link lib.store.ReuseToken} is the way in; nothing else in here is needed outside but its options and
 * {@link lib.store.LogOut}.
 */
//DEPS redis.clients:jedis:7.0.0
//DEPS org.slf4j:slf4j-nop:1.7.36
//SOURCES StorePlace.java
//SOURCES StoreOptions.java
//SOURCES Login.java
//SOURCES TokenEnd.java
//SOURCES StoredToken.java
//SOURCES TokenFile.java
//SOURCES StoreFolder.java
//SOURCES TokenStore.java
//SOURCES FleetPlace.java
//SOURCES FleetSecret.java
//SOURCES RedisTime.java
//SOURCES RedisClient.java
//SOURCES FleetRedis.java
//SOURCES FleetStore.java
//SOURCES AudienceMemory.java
//SOURCES NewLogin.java
//SOURCES ReuseToken.java
//SOURCES LogOut.java
//SOURCES LastLogins.java
//SOURCES Ticks.java
package lib.store;
