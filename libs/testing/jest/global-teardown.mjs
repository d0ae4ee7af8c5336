export default async function globalTeardown() {
  await globalThis.__gewerkPostgres?.stop();
}
