package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.NAME;
import static org.mockzabbix.scenario.ScalarSchema.STRING;

import org.mockzabbix.inventory.Proxy;

/** The schema of proxies. */
final class ProxySchema {

  /** A proxy. */
  static final Schema<Proxy> PROXY =
      ObjectSchema.of("a proxy", ProxyDraft::new)
          .set("name", NAME, (draft, name) -> draft.name = name)
          .required("The name of the proxy.")
          .set("mode", ScalarSchema.choice(Proxy.Mode.class), (draft, mode) -> draft.mode = mode)
          .optional(
              "Who opens the connections: active if the proxy does, passive if the server does"
                  + " (default: active).")
          .set("allowedHosts", STRING, (draft, allowed) -> draft.allowedHosts = allowed)
          .optional(
              "The addresses that an active proxy may connect from: IP addresses, CIDR ranges and"
                  + " DNS names, separated by commas (default: all).")
          .build((draft, node) -> draft.build());

  private ProxySchema() {}

  /** Collects the fields of a proxy. */
  private static final class ProxyDraft {
    private String name = "";
    private Proxy.Mode mode = Proxy.Mode.ACTIVE;
    private String allowedHosts = "";

    private Proxy build() {
      return new Proxy(name, mode, allowedHosts);
    }
  }
}
