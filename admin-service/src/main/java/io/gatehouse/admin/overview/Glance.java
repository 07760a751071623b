package io.gatehouse.admin.overview;

import io.gatehouse.admin.authservice.LedgerShapes.Revocation;
import io.gatehouse.admin.authservice.LedgerShapes.Verifier;
import io.gatehouse.admin.authservice.Shapes.Key;
import io.gatehouse.admin.revocation.ReceiptView;
import java.util.List;

/**
 * What auth-service says at this moment.
 *
 * @param expiring keys that expire soon
 */
public record Glance(
    TrafficView traffic, List<Verifier> verifiers, List<Last> revocations, List<Key> expiring) {

  /** A revocation with the time that it took to be everywhere. */
  public record Last(Revocation revocation, ReceiptView receipt) {}
}
