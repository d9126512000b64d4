import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

// Loaded before a process of the product (NODE_OPTIONS=--import): says which packages of OpenTelemetry's it loads.
const told = new Set<string>();
registerHooks({
  load(url, context, nextLoad) {
    const name = /node_modules\/(@opentelemetry\/[^/]+)\/(?!.*node_modules)/.exec(url)?.[1];
    if (name !== undefined && !told.has(name)) {
      told.add(name);
      writeSync(1, `loaded ${name}\n`);
    }
    return nextLoad(url, context);
  },
});
