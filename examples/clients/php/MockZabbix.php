<?php

declare(strict_types=1);

/** The server cannot start, has ended, or refuses a request; the message has the reason. */
class MockZabbixException extends RuntimeException
{
}

/** An expectation is not met; the message has the explanation of the server. */
class NotMetException extends RuntimeException
{
}

/**
 * Tests programs that talk to Zabbix: starts mock-zabbix.jar on free ports, and stops it again.
 *
 *     $zabbix = MockZabbix::start();
 *     reportOrders($zabbix->host, $zabbix->port); // the program under test
 *     $zabbix->expect(host: 'web01', key: 'app.orders', value: '12');
 *     $zabbix->stop(); // also when $zabbix is destroyed, and when the program ends
 *
 * Copy this file into your tests. It needs PHP 8.1 or newer, and Java 17 or newer in JAVA_HOME or the PATH. The jar is
 * the file in the variable MOCK_ZABBIX_JAR, or mock-zabbix.jar in the current directory.
 */
final class MockZabbix
{
    private const START_SECONDS = 60;
    private const STOP_SECONDS = 10;
    private const HTTP_SECONDS = 660; // the server itself waits at most 10 minutes

    /** The address for senders, the port for getters, and the URL of the API. */
    public readonly string $host;
    public readonly int $port;
    public readonly int $agentPort;
    public readonly string $http;

    private string $directory = '';
    private array $pipes = [];
    private mixed $process = null;
    private ?int $exitCode = null;

    /** Starts a server with further options of `serve`, for example '--scenario=web01.yaml'. */
    public static function start(string ...$options): self
    {
        return new self($options);
    }

    private function __construct(array $options)
    {
        $jar = getenv('MOCK_ZABBIX_JAR') ?: 'mock-zabbix.jar';
        if (!is_file($jar)) {
            throw new MockZabbixException("$jar is missing: set MOCK_ZABBIX_JAR to the path of mock-zabbix.jar");
        }
        $this->directory = sys_get_temp_dir() . '/mock-zabbix-' . bin2hex(random_bytes(8));
        mkdir($this->directory, 0700);
        try {
            $this->run($jar, $options);
            $ports = $this->waitUntilReady();
        } catch (Throwable $e) {
            $this->stop();
            throw $e;
        }
        [$this->host, $this->port, $this->agentPort] = [$ports['host'], $ports['trapper'], $ports['agent']];
        $host = str_contains($this->host, ':') ? "[$this->host]" : $this->host;
        $this->http = "http://$host:{$ports['http']}";
    }

    private function run(string $jar, array $options): void
    {
        $command = [self::java(), '-jar', $jar, 'serve', '--stop-on-stdin-eof', '--port-file', "$this->directory/ports.json"];
        foreach (['--trapper-port', '--agent-port', '--http-port'] as $port) {
            $given = array_filter($options, fn ($option) => str_starts_with($option, $port));
            array_push($command, ...($given ? [] : [$port, '0']));
        }
        $files = [['pipe', 'r'], ['file', '/dev/null', 'w'], ['file', "$this->directory/log", 'w']];
        $this->process = @proc_open([...$command, ...$options], $files, $this->pipes) ?: null;
        if (!$this->process) {
            throw self::withoutJava();
        }
    }

    private static function java(): string
    {
        return getenv('JAVA_HOME') ? getenv('JAVA_HOME') . '/bin/java' : 'java';
    }

    private static function withoutJava(): MockZabbixException
    {
        $java = self::java();
        return new MockZabbixException("cannot run $java: install Java 17 or newer, or set JAVA_HOME");
    }

    private function waitUntilReady(): array
    {
        $end = microtime(true) + self::START_SECONDS;
        while (!file_exists("$this->directory/ports.json")) { // it appears complete
            if ($this->ended(0) || microtime(true) > $end) {
                $why = $this->why();
                throw $this->exitCode === 127 // PHP's code for a program that cannot be run
                    ? self::withoutJava()
                    : new MockZabbixException('Mock Zabbix did not start' . $why);
            }
            usleep(20_000);
            clearstatcache();
        }
        return json_decode(file_get_contents("$this->directory/ports.json"), true);
    }

    /** Waits at most $seconds, and returns whether the server has ended. */
    private function ended(float $seconds): bool
    {
        $end = microtime(true) + $seconds;
        do {
            $status = $this->exitCode === null && $this->process ? proc_get_status($this->process) : null;
            if (!$status || !$status['running']) {
                $this->exitCode ??= $status['exitcode'] ?? -1; // PHP tells it once
                return true;
            }
            usleep($seconds > 0 ? 10_000 : 0);
        } while (microtime(true) < $end);
        return false;
    }

    private function why(): string
    {
        $code = $this->ended(self::STOP_SECONDS) ? " (exit code $this->exitCode)" : ''; // it may be about to end
        return "$code:\n" . @file_get_contents("$this->directory/log");
    }

    public function __destruct()
    {
        $this->stop();
    }

    /** Stops the server. It also stops when this program ends, for whatever reason. */
    public function stop(): void
    {
        if ($this->process) {
            fclose($this->pipes[0]);
            $this->ended(self::STOP_SECONDS) || proc_terminate($this->process, 9);
            proc_close($this->process);
            $this->process = null;
        }
        array_map('unlink', glob("$this->directory/*"));
        is_dir($this->directory) && rmdir($this->directory);
    }

    /** Sends a value to the server, as zabbix_sender does, and returns how many were processed and failed. */
    public function sendValue(string $host, string $key, string $value): array
    {
        return $this->call('POST', 'send', ['host' => $host, 'key' => $key, 'value' => $value]);
    }

    /** Waits until an expectation is met, for example host: 'web01', key: 'app.orders', times: 3. */
    public function expect(string $timeout = '5s', mixed ...$expectation): void
    {
        $this->call('POST', "verify?timeout=$timeout", $expectation);
    }

    /** Returns the processed values, for example those of host: 'web01'. */
    public function values(string ...$filters): array
    {
        return $this->call('GET', 'values?' . http_build_query($filters))['values'];
    }

    /** Adds a rule of scenario files, for example when: ['request' => 'sender data'], fault: 'reset', times: 1. */
    public function addRule(mixed ...$rule): void
    {
        $this->call('POST', 'rules', $rule);
    }

    /** Sets the reply of a mock agent to a key: a text, or for example ['notSupported' => 'no such file']. */
    public function setKey(string $key, mixed $reply, string $agent = 'mock-zabbix'): void
    {
        $this->call('PUT', 'agents/' . rawurlencode($agent) . '/keys/' . rawurlencode($key), $reply);
    }

    /** Removes values, rules and changed keys. */
    public function reset(): void
    {
        $this->call('POST', 'reset');
    }

    /** Calls the HTTP API, and returns its JSON. */
    public function call(string $method, string $path, mixed $body = null): mixed
    {
        $content = $body === null ? '' : json_encode($body, JSON_THROW_ON_ERROR);
        $header = "Content-Type: application/json\r\nConnection: close";
        $http = ['method' => $method, 'header' => $header, 'content' => $content, 'ignore_errors' => true];
        $context = stream_context_create(['http' => $http + ['timeout' => self::HTTP_SECONDS]]);
        $text = @file_get_contents("$this->http/api/v1/$path", false, $context);
        if ($text === false) {
            $reason = error_get_last()['message'] ?? '';
            throw new MockZabbixException("Mock Zabbix does not respond, $reason" . $this->why());
        }
        $json = json_decode($text, true);
        $status = (int) explode(' ', $http_response_header[0])[1];
        if ($status === 422) {
            throw new NotMetException($json['explanation']);
        }
        return $status < 400 ? $json : throw new MockZabbixException("$method $path: {$json['detail']}");
    }
}
