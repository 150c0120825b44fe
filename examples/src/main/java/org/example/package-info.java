/** Small programs that talk to Zabbix, as readers of this repository may have one. */
package org.example;
