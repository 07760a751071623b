package io.gatehouse.guard.quota;

class SimulatedPermitsTest implements PermitStoreContract {

  private final SimulatedPermits store = new SimulatedPermits(System::nanoTime);

  @Override
  public PermitStore store() {
    return store;
  }
}
