/** The least a server on Fastify does with a request: reads the JSON and sends it back. */
import fastify from 'fastify'

const app = fastify({ bodyLimit: 20_000_000 })
app.post('/', async (request) => request.body)
console.log(JSON.stringify({ url: `${await app.listen({ host: '127.0.0.1', port: 0 })}/` }))
