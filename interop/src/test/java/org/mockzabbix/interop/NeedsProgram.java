package org.mockzabbix.interop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The real programs that a test, or each test of a class, runs. A test whose program is missing is
 * skipped by name, or fails if the build was given {@code -Dinterop.required=true}.
 */
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsProgramCondition.class)
public @interface NeedsProgram {

  /** Names such as {@code zabbix_sender}, or {@code curl} for a program in the {@code PATH}. */
  String[] value();
}
