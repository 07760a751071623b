package io.gatehouse.auth.webhook;

import io.gatehouse.guard.address.Cidr;
import io.gatehouse.guard.address.PublicAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * To whom this service may be made to speak. Asked when a webhook is made and at each delivery,
 * which then connects to the very address that was judged: a name that points elsewhere the second
 * time (DNS rebinding) gains nothing.
 */
@ApplicationScoped
class Receivers {

  /** Why a receiver is refused; read by operators. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String reason) {
      super(reason);
    }
  }

  private final List<Cidr> allowed;

  Receivers(WebhookConfig config) {
    this.allowed = config.allowedNetworks().orElse(List.of()).stream().map(Cidr::parse).toList();
  }

  /** The address to connect to. Looks the name up, so it may take a while. */
  InetAddress judge(URI url) throws Refused {
    String scheme = String.valueOf(url.getScheme());
    String host = url.getHost();
    if (!(scheme.equals("https") || scheme.equals("http"))
        || host == null
        || url.getRawUserInfo() != null
        || url.getRawFragment() != null
        || url.getPort() == 0
        || url.getPort() > 65_535) {
      throw new Refused("must be an https address with a host, and without user or fragment");
    }
    InetAddress[] all;
    try {
      all = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new Refused("names a host that cannot be found");
    }
    for (InetAddress one : all) {
      boolean own = allowed.stream().anyMatch(block -> block.contains(one.getHostAddress()));
      if (!own && !PublicAddress.is(one)) {
        throw new Refused("leads to an address that is not public");
      }
      if (!own && scheme.equals("http")) {
        throw new Refused("must begin with https://");
      }
    }
    return all[0];
  }
}
