package io.gatehouse.guard.possession;

import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.credential.CredentialVerdict;
import io.gatehouse.guard.credential.CredentialVerdict.Refused;
import io.gatehouse.guard.credential.OwnContext;
import io.gatehouse.guard.credential.Presented;
import io.gatehouse.guard.credential.Reading;
import io.gatehouse.guard.possession.ProofMemory.Answer;
import io.gatehouse.guard.problem.Challenges;
import io.gatehouse.guard.problem.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Says whether who presents a verified token has proved what the token asks for. */
@Singleton
public class Possession {

  private static final Logger LOG = Logger.getLogger(Possession.class);
  private static final Set<HttpMethod> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final String ASKED = String.join(" ", Proof.ALGORITHMS);

  private final GuardConfig.Dpop config;
  private final InstantSource clock;
  private final ProofMemory memory;

  Possession(GuardConfig guard, Instance<Redis> redis, InstantSource clock) {
    this.config = guard.dpop();
    this.memory =
        new ProofMemory(
            redis.isResolvable() ? redis.get() : null,
            config.proofAge().plus(config.clockSkew()).multipliedBy(2),
            config.patience(),
            config.remembered());
    this.clock = clock;
  }

  /** Makes a refusal of this request ask for the scheme DPoP. */
  public static void askForProof(RoutingContext request) {
    Challenges.askForProof(request, ASKED);
  }

  /** The signature algorithms of proofs, for metadata (RFC 9728 §2). */
  public static List<String> algorithms() {
    return Proof.ALGORITHMS;
  }

  /**
   * The verdict on a request that carries this token.
   *
   * @param binding what the token asks for, null for nothing
   * @param otherwise the verdict, once possession is proved
   */
  public Reading judge(
      RoutingContext request,
      Presented presented,
      String token,
      @Nullable Binding binding,
      Supplier<CredentialVerdict> otherwise) {
    if (presented.dpop()) {
      return binding instanceof Binding.ProofKey(String thumbprint)
          ? byProof(request, token, thumbprint, otherwise)
          : refused(
              ErrorCode.INVALID_TOKEN, "This token is not bound to a key: send it as Bearer.");
    }
    return switch (binding) {
      case null -> otherwise.get();
      case Binding.ProofKey _ -> {
        // Asked for by the scheme that it takes, not by the one that was used.
        askForProof(request);
        yield refused(
            ErrorCode.INVALID_TOKEN,
            "This token is bound to a key: send it as DPoP, with a proof.");
      }
      case Binding.Certificate(String thumbprint) ->
          thumbprint.equals(certificate(request.request()))
              ? otherwise.get()
              : refused(
                  ErrorCode.INVALID_TOKEN,
                  "This token is bound to the certificate of another connection.");
      case Binding.Unknown _ ->
          refused(ErrorCode.INVALID_TOKEN, "This token is bound in a way that is not known here.");
    };
  }

  private Reading byProof(
      RoutingContext request,
      String token,
      String thumbprint,
      Supplier<CredentialVerdict> otherwise) {
    List<String> proofs = request.request().headers().getAll("DPoP");
    URI address = config.publicAddress().orElse(null);
    if (proofs.size() != 1 || address == null) {
      return refused(
          ErrorCode.INVALID_DPOP_PROOF,
          address == null ? "This service takes no proofs." : "Send one DPoP header.");
    }
    return switch (Proof.judge(proofs.getFirst(), occasion(request.request(), token, address))) {
      case Proof.Verdict.Bad(String why) -> refused(ErrorCode.INVALID_DPOP_PROOF, why);
      case Proof.Verdict.Good(String by, String id) ->
          by.equals(thumbprint)
              ? new Reading.Later(
                  OwnContext.resume(memory.remember(by, id))
                      .chain(answer -> once(answer, request.request().method(), otherwise)))
              : refused(
                  ErrorCode.INVALID_TOKEN, "The token is bound to another key than the proof's.");
    };
  }

  private Proof.Occasion occasion(HttpServerRequest request, String token, URI address) {
    String base = address.toString();
    String path = request.path() == null ? "/" : request.path();
    return new Proof.Occasion(
        request.method().name(),
        URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path),
        token,
        clock.instant(),
        config.proofAge(),
        config.clockSkew());
  }

  private static Uni<CredentialVerdict> once(
      Answer answer, HttpMethod method, Supplier<CredentialVerdict> otherwise) {
    return switch (answer) {
      case NEW -> Uni.createFrom().item(otherwise.get());
      case SEEN ->
          Uni.createFrom()
              .item(refused(ErrorCode.INVALID_DPOP_PROOF, "The proof was used before (jti)."));
      case NEW_HERE -> {
        // ADR: a read may be repeated at another replica within the proof's age; a change may not.
        if (READS.contains(method)) {
          LOG.debug("Redis does not say whether a proof came before; a read goes on");
          yield Uni.createFrom().item(otherwise.get());
        }
        yield Uni.createFrom()
            .failure(
                ErrorCode.DEPENDENCY_UNAVAILABLE.because(
                    "Whether the proof was used before cannot be known at present."
                        + " Try again shortly, with a new proof."));
      }
    };
  }

  private static @Nullable String certificate(HttpServerRequest request) {
    SSLSession session = request.sslSession();
    if (session == null) {
      return null;
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length == 0 ? null : Proof.sha256(chain[0].getEncoded());
    } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
      return null;
    }
  }

  private static CredentialVerdict refused(ErrorCode code, String detail) {
    return new Refused(code, detail);
  }
}
