/**
 * Tells @apollo/gateway not to report to its maker: it reads this variable whenever an instance is made, would send
 * metrics over the internet and probe cloud metadata addresses. There is no option for it. To be imported before use.
 */
process.env.APOLLO_TELEMETRY_DISABLED = 'true';
