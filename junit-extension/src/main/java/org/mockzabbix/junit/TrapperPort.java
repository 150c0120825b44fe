package org.mockzabbix.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The trapper port of the test's server, for an {@code int} parameter.
 *
 * <pre>{@code void reports(@TrapperPort int port, MockZabbixServer zabbix)}</pre>
 *
 * <p>With {@code @MockZabbix("other")} beside it, the port of the server of that name.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(MockZabbixExtension.class)
public @interface TrapperPort {}
