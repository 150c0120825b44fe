package org.mockzabbix.protocol;

import java.util.List;
import java.util.OptionalLong;
import org.mockzabbix.protocol.Request.CommandResult;

/**
 * What a proxy reports in addition to values. A member that the proxy did not send is empty.
 *
 * <pre>{@code
 * ProxyData data = (ProxyData) server.exchanges().get(0).request();
 * data.report().interfaces().get(0).availability();
 * }</pre>
 *
 * @param interfaces the interfaces whose availability changed
 * @param hosts the hosts whose active checks became available or unavailable (since 6.2)
 * @param discoveries the services that network discovery found or missed
 * @param registrations the agents that asked the proxy for their checks
 * @param taskResults the results of remote commands and other tasks, with the number of the task
 * @param delay by how many seconds the values are late; empty if they are not
 */
public record ProxyReport(
    List<ReportedAvailability> interfaces,
    List<ReportedAvailability> hosts,
    List<DiscoveredService> discoveries,
    List<AgentRegistration> registrations,
    List<CommandResult> taskResults,
    OptionalLong delay) {

  public ProxyReport {
    interfaces = List.copyOf(interfaces);
    hosts = List.copyOf(hosts);
    discoveries = List.copyOf(discoveries);
    registrations = List.copyOf(registrations);
    taskResults = List.copyOf(taskResults);
  }

  /**
   * The availability of an interface, or of the active checks of a host.
   *
   * @param id the number of the interface or host in the proxy's configuration
   * @param error why the interface is not available; empty if it is, and for active checks
   */
  public record ReportedAvailability(long id, Availability availability, String error) {}

  /**
   * A service that network discovery checked.
   *
   * @param clock the time in seconds since 1970
   * @param drule the number of the discovery rule
   * @param dcheck the number of the discovery check; 0 if the row is about the whole host
   * @param dns the DNS name; may be empty
   * @param value the value of the check; may be empty
   * @param isUp whether the service responds
   */
  public record DiscoveredService(
      long clock,
      long drule,
      long dcheck,
      String ip,
      String dns,
      long port,
      String value,
      boolean isUp) {}
}
