/** Stops with clear words where Node is older than what package.json asks for. To be imported before anything that such a Node cannot read. */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Claimstream needs Node 20.19 or newer; this is ${process.versions.node}\n`);
  process.exit(1);
}
