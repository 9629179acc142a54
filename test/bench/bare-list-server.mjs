// The baseline: as little as there can be between a request, one statement and its JSON.
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const SQL = `select d.id, d.title, d.description, d.need_category, d.access_rights, d.keywords, d.version, d.contributors,
  d.created_at, o.id as publisher_id, o.name as publisher_name, o.kind as publisher_kind
  from catalogue.dataset d join identity.organisation o on o.id = d.publisher_id
  where d.federation_id = $1 and d.need_category = $2 order by d.id desc limit 21`;

const server = createServer((request, response) => {
  const need = new URL(request.url, 'http://localhost').searchParams.get('need');
  pool
    .query({ name: 'list', text: SQL, values: [process.env.FEDERATION, need] })
    .then(({ rows }) => {
      const items = rows.slice(0, 20).map((row) => ({
        id: row.id,
        title: row.title,
        description: row.description,
        needCategory: row.need_category,
        accessRights: row.access_rights,
        keywords: row.keywords,
        version: row.version,
        contributors: row.contributors,
        createdAt: row.created_at.toISOString(),
        publisher: { id: row.publisher_id, name: row.publisher_name, kind: row.publisher_kind },
      }));
      const body = JSON.stringify({ items, nextCursor: rows.length > 20 ? items.at(-1).id : null });
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(body);
    })
    .catch((error) => response.writeHead(500).end(String(error)));
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.({ type: 'ready' }));
process.on('SIGTERM', () => server.close(() => void pool.end().then(() => process.exit(0))));
process.on('disconnect', () => process.exit(0));
