// Reads a Bicep text per line (as a JSON string) and answers its tree on a line:
// [type, field, start, end, line, missing, children], positions in UTF-16 units. Ends with its input.
const { createRequire } = require('node:module');
const readline = require('node:readline');

const installed = createRequire(process.argv[2] + '/');
const { Parser, Language } = installed('web-tree-sitter');

// What no reader needs, as long as it is there.
const punctuation = new Set(['(', ')', '[', ']', '{', '}', ',', "'", "'''", '${', 'comment', 'diagnostic_comment', 'string_content', 'escape_sequence']);

function tree(node, field) {
  const children = [];
  for (let i = 0; i < node.childCount; i++) {
    const child = node.child(i);
    if (child.isMissing || !punctuation.has(child.type)) {
      children.push(tree(child, node.fieldNameForChild(i)));
    }
  }
  return [node.type, field, node.startIndex, node.endIndex, node.startPosition.row + 1, node.isMissing, children];
}

(async () => {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(installed.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const parsed = parser.parse(JSON.parse(line));
    process.stdout.write(JSON.stringify(tree(parsed.rootNode, null)) + '\n');
    parsed.delete();
  }
})();
