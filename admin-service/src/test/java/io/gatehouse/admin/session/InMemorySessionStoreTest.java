package io.gatehouse.admin.session;

/** The fake keeps the contract, so that tests with it mean something. */
class InMemorySessionStoreTest extends SessionStoreContract {

  private final SessionStore store = new InMemorySessionStore();

  @Override
  SessionStore store() {
    return store;
  }
}
