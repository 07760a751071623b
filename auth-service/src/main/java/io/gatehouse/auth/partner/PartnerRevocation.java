package io.gatehouse.auth.partner;

import io.gatehouse.auth.revocation.Ending;
import io.gatehouse.auth.revocation.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Revoking a partner is deleting it: its keys die, its audit stays. */
@ApplicationScoped
class PartnerRevocation implements Ending {

  private final PartnerStore store;
  private final Partners partners;

  PartnerRevocation(PartnerStore store, Partners partners) {
    this.store = store;
    this.partners = partners;
  }

  @Override
  public Target target() {
    return Target.PARTNER;
  }

  @Override
  @Transactional
  public boolean end(String id, String reason) {
    Partner partner = store.findByIdOptional(id).orElseThrow(Partners::unknown);
    if (partner.isDeleted()) {
      return false;
    }
    store.getEntityManager().detach(partner);
    partners.delete(id, reason);
    return true;
  }
}
