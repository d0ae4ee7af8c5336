const { existsSync } = require('node:fs');

const sourceOf = (spec) => spec.replace(/\/dist\//, '/').replace(/\.js$/, '.ts');

module.exports = async (paths) => ({ filtered: paths.filter((path) => existsSync(sourceOf(path))) });
