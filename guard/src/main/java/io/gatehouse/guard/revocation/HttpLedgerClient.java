package io.gatehouse.guard.revocation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Asks {@code auth-service} over HTTP, with this service's own token. */
final class HttpLedgerClient implements LedgerClient {

  /** This service's own token of the realm. */
  interface OwnToken {

    /**
     * @param fresh whether the last one was refused: it may have been revoked itself, as by a realm
     *     revocation, so one from memory would not do
     */
    String get(boolean fresh) throws IOException;
  }

  private static final Duration FIRST_BYTE = Duration.ofSeconds(3);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final SecureRandom random = new SecureRandom();
  private final URI snapshot;
  private final OwnToken token;
  private final SnapshotReader reader;
  private final Duration answerWithin;

  HttpLedgerClient(URI snapshot, OwnToken token, SnapshotReader reader, Duration answerWithin) {
    this.snapshot = snapshot;
    this.token = token;
    this.reader = reader;
    this.answerWithin = answerWithin;
  }

  @Override
  public Answer after(String verifier, long epoch, long after, Consumer<Revocation> sink)
      throws IOException {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String nonce = HexFormat.of().formatHex(bytes);
    URI question =
        URI.create(
            snapshot + "?epoch=" + epoch + "&after=" + after + "&clients=true&nonce=" + nonce);
    try {
      HttpResponse<InputStream> response = ask(question, verifier, token.get(false));
      if (response.statusCode() == 401) {
        response.body().close();
        response = ask(question, verifier, token.get(true));
      }
      // A body that stops in its middle would otherwise hold this thread for ever.
      InputStream body = response.body();
      CompletableFuture<Void> watchdog =
          CompletableFuture.runAsync(
              () -> closeQuietly(body),
              CompletableFuture.delayedExecutor(
                  answerWithin.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread));
      try (body) {
        if (response.statusCode() != 200) {
          throw new IOException("the ledger answered " + response.statusCode());
        }
        return reader.read(body, nonce, sink);
      } finally {
        watchdog.cancel(false);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private HttpResponse<InputStream> ask(URI question, String verifier, String bearer)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(question)
            .header("Authorization", "Bearer " + bearer)
            .header("Accept", "application/x-ndjson")
            .header(Feed.VERIFIER_HEADER, verifier)
            .timeout(FIRST_BYTE)
            .build();
    CompletableFuture<HttpResponse<InputStream>> answer =
        http.sendAsync(request, BodyHandlers.ofInputStream());
    try {
      return answer.get(FIRST_BYTE.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the ledger cannot be asked: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("the ledger does not answer", e);
    }
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // It is being given up anyway.
    }
  }
}
