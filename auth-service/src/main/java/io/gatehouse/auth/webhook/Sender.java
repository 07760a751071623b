package io.gatehouse.auth.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;

/**
 * Posts to one address and hears the status alone: no redirect is followed, no body read, nothing
 * kept open.
 */
@ApplicationScoped
class Sender {

  private final HttpClient http;
  private final long timeout;

  Sender(Vertx vertx, WebhookConfig config) {
    this.timeout = config.timeout().toMillis();
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setVerifyHost(true)
                .setMaxPoolSize(32)
                .setMaxHeaderSize(16 * 1024)
                .setConnectTimeout((int) Math.min(timeout, 5000)));
  }

  /** The status. The name stands in Host and in TLS; the connection goes to the address. */
  Future<Integer> post(URI url, InetAddress to, Map<String, String> headers, String body) {
    boolean tls = url.getScheme().equals("https");
    int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(port, to.getHostAddress()))
            .setHost(url.getHost())
            .setPort(port)
            .setSsl(tls)
            .setURI(url.getRawQuery() == null ? path : path + '?' + url.getRawQuery())
            .setFollowRedirects(false)
            .setTimeout(timeout);
    headers.forEach(options::putHeader);
    return http.request(options)
        .compose(request ->
            request
                .send(Buffer.buffer(body))
                .map(response -> {
                  int status = response.statusCode();
                  // Said of the reset below, to a log that has no use for it.
                  response.exceptionHandler(reset -> {});
                  request.reset();
                  return status;
                }));
  }
}
