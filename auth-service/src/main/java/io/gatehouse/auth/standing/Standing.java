package io.gatehouse.auth.standing;

import io.gatehouse.auth.key.KeyVerdict;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.quota.Quota;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/** What a credential is worth now. */
public sealed interface Standing {

  /** It is good, and this is whose. */
  sealed interface Live extends Standing {
    Caller caller();

    /** What a request with it is charged to. */
    List<Quota> quotas();
  }

  /** A partner's key. */
  record Key(Caller caller, KeyVerdict.Good good) implements Live {
    @Override
    public List<Quota> quotas() {
      return good.key().quotas();
    }
  }

  /**
   * An access token.
   *
   * @param ours that it stands for a key; else it is the realm's
   */
  record Token(Caller caller, JwtClaims claims, boolean ours) implements Live {

    /** The services that it is meant for. */
    public List<String> audiences() {
      return Claims.texts(claims, "aud");
    }

    /** Where it may be used from; empty for anywhere. */
    public List<String> cidrs() {
      return Claims.texts(claims, "cidrs");
    }

    @Override
    public List<Quota> quotas() {
      return ours ? Claims.quotas(claims) : List.of();
    }
  }

  /**
   * It is worth nothing.
   *
   * @param code told to nobody but who has proved the secret
   * @param note for the log: a key's id at most
   * @param provedKey id of the key whose secret is right all the same; null for none
   */
  record Dead(ErrorCode code, String detail, String note, @Nullable String provedKey)
      implements Standing {
    Dead(ErrorCode code, String detail, String note) {
      this(code, detail, note, null);
    }
  }
}
