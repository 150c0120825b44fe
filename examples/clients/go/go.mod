module example.org/zabbix

go 1.19
