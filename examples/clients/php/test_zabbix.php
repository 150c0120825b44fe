<?php

/** Tests zabbix.php with Mock Zabbix: php test_zabbix.php */

declare(strict_types=1);

require __DIR__ . '/MockZabbix.php';
require __DIR__ . '/zabbix.php';

function same(mixed $expected, mixed $actual): void
{
    if ($expected !== $actual) {
        throw new LogicException('expected ' . var_export($expected, true) . ', but was ' . var_export($actual, true));
    }
}

function matches(string $regex, string $actual): void
{
    preg_match($regex, $actual) || throw new LogicException("expected $regex, but was $actual");
}

/** Returns the message of the exception that an action throws. */
function message(string $class, callable $action): string
{
    try {
        $action();
    } catch (Exception $e) {
        if ($e instanceof $class) {
            return $e->getMessage();
        }
        throw $e;
    }
    throw new LogicException("no $class was thrown");
}

function with_variable(string $name, string $value, callable $action): mixed
{
    $before = getenv($name);
    putenv("$name=$value");
    try {
        return $action();
    } finally {
        putenv($before === false ? $name : "$name=$before");
    }
}

$start = fn (string ...$options) => MockZabbix::start(...$options);
$server = MockZabbix::start();
$sendOrders = fn (string $value) => zabbix_send(
    $server->host,
    $server->port,
    [['host' => 'web01', 'key' => 'app.orders', 'value' => $value]],
);

$tests = [
    'sends a value' => function () use ($server, $sendOrders) {
        matches('/^processed: 1; failed: 0/', $sendOrders('12'));

        $server->expect(host: 'web01', key: 'app.orders', value: '12');
    },
    'a wrong value is explained' => function () use ($server, $sendOrders) {
        $sendOrders('21');

        $failure = message(
            NotMetException::class,
            fn () => $server->expect(host: 'web01', key: 'app.orders', value: '12', timeout: '10ms'),
        );
        same(
            <<<'TEXT'
            expected: web01 app.orders with value "12", within 10 ms
            but received: 1 value for this item that does not match
            near misses:
              #1 web01 app.orders = "21" <- value differs

            TEXT,
            explode('last', preg_replace('/#\d+/', '#1', $failure))[0],
        );
    },
    'reports a broken connection' => function () use ($server, $sendOrders) {
        $server->addRule(when: ['request' => 'sender data'], fault: 'reset', times: 1);

        same('the response is not a Zabbix packet', message(RuntimeException::class, fn () => $sendOrders('12')));
        $sendOrders('12');
    },
    'reports a refusal' => function () use ($server, $sendOrders) {
        $server->addRule(when: ['host' => 'web01'], reply: ['failure' => 'busy']);

        same('the server refused the values: busy', message(RuntimeException::class, fn () => $sendOrders('12')));
    },
    'gets the value of a key' => function () use ($server) {
        $server->setKey('vfs.fs.size[/,free]', '42');

        same('42', zabbix_get($server->host, $server->agentPort, 'vfs.fs.size[/,free]'));
    },
    'a reset removes the values' => function () use ($server) {
        $server->sendValue('web01', 'app.orders', '12');
        same(['12'], array_column($server->values(host: 'web01'), 'value'));

        $server->reset();

        same([], $server->values());
    },
    'the jar is missing' => fn () => matches(
        '/^no such.jar is missing: set MOCK_ZABBIX_JAR/',
        with_variable('MOCK_ZABBIX_JAR', 'no such.jar', fn () => message(MockZabbixException::class, $start)),
    ),
    'java is missing' => fn () => matches(
        '{^cannot run /no such java/bin/java: install Java 17}',
        with_variable('JAVA_HOME', '/no such java', fn () => message(MockZabbixException::class, $start)),
    ),
    'the port is in use' => fn () => matches(
        "/did not start \\(exit code 69\\):\n.*{$server->port}.*in use/",
        message(MockZabbixException::class, fn () => $start("--trapper-port={$server->port}")),
    ),
    'the address is one of IPv6' => function () use ($start) {
        $other = $start('--bind=::1');
        matches('/^\[\]$/', json_encode($other->values()));
        $other->stop();
    },
    'an option is wrong' => fn () => matches(
        '/exit code 64.*--strictt/s',
        message(MockZabbixException::class, fn () => $start('--strictt')),
    ),
    'a rule is wrong' => fn () => matches(
        '/^POST rules: unknown field "falt".*did you mean "fault"/',
        message(MockZabbixException::class, fn () => $server->addRule(falt: 'reset')),
    ),
    'the server has ended' => function () use ($server) {
        $server->call('POST', 'shutdown');

        matches('/does not respond.*exit code 0.*STOPPED/s', message(MockZabbixException::class, function () use ($server) {
            while (true) {
                $server->values();
            }
        }));
    },
];
$failed = 0;
foreach ($tests as $name => $test) {
    try {
        $name === 'the server has ended' || $server->reset();
        $test();
        echo "ok $name\n";
    } catch (Throwable $e) {
        $failed++;
        echo "FAILED $name: {$e->getMessage()}\n";
    }
}
echo count($tests) . " tests, $failed failed\n";
exit($failed === 0 ? 0 : 1);
