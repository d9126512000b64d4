import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { supergraphForPeers, tellReady } from './told.ts';

// Apollo Server and Apollo's gateway as they come, by their own documentation.

const gateway = new ApolloGateway({ supergraphSdl: supergraphForPeers() });
const server = new ApolloServer({ gateway });
const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
tellReady(Number(new URL(url).port));
