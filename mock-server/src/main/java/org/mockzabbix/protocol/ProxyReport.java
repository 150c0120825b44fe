package org.mockzabbix.protocol;

import java.util.List;
import java.util.OptionalLong;

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
 * @param taskResults the results of tasks
 * @param delay by how many seconds the values are late; empty if they are not
 */
public record ProxyReport(
    List<InterfaceAvailability> interfaces,
    List<ActiveAvailability> hosts,
    List<DiscoveredService> discoveries,
    List<AgentRegistration> registrations,
    List<TaskResult> taskResults,
    OptionalLong delay) {

  public ProxyReport {
    interfaces = List.copyOf(interfaces);
    hosts = List.copyOf(hosts);
    discoveries = List.copyOf(discoveries);
    registrations = List.copyOf(registrations);
    taskResults = List.copyOf(taskResults);
  }

  /**
   * The availability of an interface.
   *
   * @param interfaceid the number of the interface in the proxy's configuration
   * @param error why the interface is not available; empty if it is
   */
  public record InterfaceAvailability(long interfaceid, Availability availability, String error) {}

  /**
   * The availability of the active checks of a host.
   *
   * @param hostid the number of the host in the proxy's configuration
   */
  public record ActiveAvailability(long hostid, Availability availability) {}

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

  /**
   * The result of a task.
   *
   * @param type the number of the type in Zabbix: 3 for the result of a remote command, 8 for that
   *     of a request for data
   * @param taskid the number of the task
   * @param isSuccess whether the task succeeded
   * @param info the output of the task, or why it failed
   */
  public record TaskResult(long type, long taskid, boolean isSuccess, String info) {}
}
