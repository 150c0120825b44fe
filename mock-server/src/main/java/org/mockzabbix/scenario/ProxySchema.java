package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.NAME;
import static org.mockzabbix.scenario.ScalarSchema.STRING;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.tls.PeerTls;

/** The schema of proxies. */
final class ProxySchema {

  private static final Schema<Boolean> MODE =
      ScalarSchema.choice(List.of(false, true), ProxySchema::mode);

  /** A proxy. */
  static final Schema<Proxy> PROXY =
      ObjectSchema.of("a proxy", ProxyDraft::new)
          .set("name", NAME, (draft, name) -> draft.name = name)
          .required("The name of the proxy.")
          .set("mode", MODE, (draft, isPassive) -> draft.isPassive = isPassive)
          .optional(
              "Who opens the connections: active if the proxy does, passive if the server does"
                  + " (default: active).")
          .set("allowedHosts", STRING, (draft, allowed) -> draft.allowedHosts = allowed)
          .optional(
              "The addresses that an active proxy may connect from: IP addresses, CIDR ranges and"
                  + " DNS names, separated by commas (default: all).")
          .set("address", STRING, (draft, address) -> draft.address = address)
          .optional(
              "The address at which the server polls a passive proxy, for example"
                  + " 127.0.0.1:10061 (default: it does not poll the proxy).")
          .set("tls", PeerTlsSchema.TLS, (draft, tls) -> draft.tls = tls)
          .optional("The encryption (default: the server accepts every connection of the proxy).")
          .build((draft, node) -> draft.build());

  private ProxySchema() {}

  /** Returns the mode of a proxy as a scenario declares it. */
  static String mode(boolean isPassive) {
    return isPassive ? "passive" : "active";
  }

  /** Collects the fields of a proxy. */
  private static final class ProxyDraft {
    private String name = "";
    private boolean isPassive;
    private String allowedHosts = "";
    private String address = "";
    private @Nullable PeerTls tls;

    private Proxy build() {
      return new Proxy(name, isPassive, allowedHosts, address, tls);
    }
  }
}
