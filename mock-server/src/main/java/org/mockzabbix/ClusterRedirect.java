package org.mockzabbix;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.sentence.CheckReturnValue;
import org.mockzabbix.sentence.OpenSentences;
import org.mockzabbix.sentence.Sentence;

/**
 * A redirect of one host's requests from one node of a cluster to another. {@link #to} adds it.
 * Without that it is unfinished, which fails the test. Not thread-safe.
 *
 * <pre>{@code cluster.redirect("web01").from(0).to(1)}</pre>
 */
public final class ClusterRedirect {

  private final MockZabbixCluster cluster;
  private final String host;
  private final AtomicLong revisions;
  private final Sentence sentence;
  private @Nullable MockZabbixServer from;
  private long revision;

  ClusterRedirect(
      MockZabbixCluster cluster, String host, AtomicLong revisions, OpenSentences sentences) {
    this.cluster = cluster;
    this.host = host;
    this.revisions = revisions;
    this.revision = revisions.get() + 1;
    this.sentence = sentences.begin(() -> "redirect of " + host, "from(...) and to(...)");
  }

  /**
   * Sets the node that redirects.
   *
   * @param node the number of the node, from 0
   * @throws IllegalArgumentException if no node has this number
   */
  @CheckReturnValue
  public ClusterRedirect from(int node) {
    this.from = cluster.node(node);
    return this;
  }

  /**
   * Sets the revision (default: one more than the highest revision of the cluster's redirects).
   * Clients ignore a redirect whose revision is lower than one that they have received.
   */
  @CheckReturnValue
  public ClusterRedirect withRevision(long revision) {
    this.revision = revision;
    return this;
  }

  /**
   * Adds the redirect, as a rule of the node that redirects.
   *
   * @param node the number of the node that the clients use instead, from 0
   * @return the rule, for example to limit how often it applies
   * @throws IllegalArgumentException if no node has this number, or it is the node that redirects
   * @throws IllegalStateException if {@link #from} was not called, or one of the nodes was closed
   *     or not started
   */
  public Rule to(int node) {
    sentence.finish();
    if (from == null) {
      throw new IllegalStateException("call from(...) first, with the node that redirects");
    }
    checkTarget(node, from);
    Responder redirect = Responder.redirect(cluster.address(node), revision);
    Rule rule = from.when(RequestMatcher.anyRequest().from(host)).reply(redirect);
    revisions.accumulateAndGet(revision, Math::max);
    return rule;
  }

  private void checkTarget(int node, MockZabbixServer source) {
    MockZabbixServer target = cluster.node(node);
    if (target == source) {
      throw new IllegalArgumentException(
          "node " + node + " cannot redirect to itself: name another node in to(...)");
    }
    if (target.isClosed()) {
      throw new IllegalStateException(
          "node "
              + node
              + " is closed: to redirect to a node that is down, use its"
              + " refuseConnections()");
    }
  }
}
