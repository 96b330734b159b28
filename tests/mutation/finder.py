# SPDX-License-Identifier: Apache-2.0
"""Finds what can be mutated, and how each place is rewritten so that all its mutants stand in one build."""
import re

from tree import Files, parse

COMPARE = {'==': ('eq', ['!=']), '!=': ('ne', ['==']), '<': ('lt', ['<=', '>=']), '<=': ('le', ['<', '>']),
           '>': ('gt', ['>=', '<=']), '>=': ('ge', ['>', '<'])}
COMPUTE = {'+': ('add', '-'), '-': ('sub', '+'), '*': ('mul', '+'), '/': ('div', '*'), '%': ('rem', '*'),
           '&': ('band', '|'), '|': ('bor', '&'), '^': ('bxor', '&'), '<<': ('shl', '>>'), '>>': ('shr', '<<')}
ASSIGN = {f'{op}=': f'{other[1]}=' for op, other in COMPUTE.items()}
CONSTANT = {'ConstantExpr', 'StaticAssertDecl', 'EnumDecl', 'TemplateArgument', 'UnaryExprOrTypeTraitExpr',
            'NonTypeTemplateParmDecl', 'CXXNoexceptExpr'}
WRAPPERS = {'ImplicitCastExpr', 'ExprWithCleanups', 'ParenExpr', 'ConstantExpr', 'MaterializeTemporaryExpr',
            'CXXBindTemporaryExpr'}
INTEGER = re.compile(r'^(const )?(unsigned |signed )?(char|short|int|long|long long|__int128|unsigned)( int)?$')


class Edit:
    """The place [begin, end) of a file becomes form(parts as rewritten); it holds one mutant for each of names."""

    def __init__(self, place, names, parts, form):
        self.file, self.begin, self.end = place[:3]
        self.names, self.parts, self.form = names, parts, form


def type_of(node):
    kind = node.get('type', {})
    return kind.get('desugaredQualType', kind.get('qualType', ''))


def bare(node):
    while node.get('kind') in WRAPPERS and node.get('inner'):
        node = node['inner'][0]
    return node


class Finder:
    def __init__(self, top):
        self.top, self.files, self.edits = top, Files(top), {}

    def read(self, source, includes):
        for node in parse(self.files, source, includes):
            self.walk(node, None, False)

    def add(self, kind, node, names, parts, form, end=None):
        place = node.get('place')
        if not place or place[3] or any(not part or part[0] != place[0] for part in parts):
            return
        if end:
            place = (place[0], place[1], end, False)
        self.edits.setdefault((place[0], place[1], place[2], kind), Edit(place, names, [p[1:3] for p in parts], form))

    def walk(self, node, parent, constant):
        kind = node.get('kind', '')
        if kind in CONSTANT or node.get('isImplicit') and kind.endswith('Decl'):
            constant = True
        if kind == 'FunctionDecl' and node.get('constexpr') and self.says_compile_time(node):
            constant = True
        if kind == 'VarDecl' and node.get('constexpr'):
            constant = True
        if kind == 'VarDecl' and type_of(node).startswith('const') and (
                node.get('storageClass') == 'static' or parent is None or parent.get('kind') == 'NamespaceDecl'):
            constant = True
        inner = [child or {} for child in node.get('inner', ())]
        if not constant:
            getattr(self, kind, lambda *_: None)(node, inner, parent)
            self.statement(node, inner)
        written = [0, 1, len(inner) - 1] if kind == 'CXXForRangeStmt' else range(len(inner))  # the rest is clang's own
        for at, child in enumerate(inner):
            if child and at in written:
                self.walk(child, node, constant or (kind == 'IfStmt' and node.get('isConstexpr') and at == 0))

    def says_compile_time(self, node):
        """Nothing of a function is ever run if the comment above it says so."""
        place = node.get('place')
        above = self.files.text(place[0])[:place[1]].split('\n')[:-1] if place else []
        while above and above[-1].startswith(('//', 'template')):
            if re.search('Compile time only|the compiler runs it', above.pop()):
                return True
        return False

    # Statements

    def statement(self, node, inner):
        kind = node.get('kind')
        bodies = {'CompoundStmt': inner, 'IfStmt': inner[1:], 'ForStmt': inner[4:], 'WhileStmt': inner[1:], 'DoStmt': inner[:1],
                  'CXXForRangeStmt': inner[-1:], 'CaseStmt': inner[-1:], 'DefaultStmt': inner[-1:]}.get(kind, ())
        for child in bodies:
            dropped = bare(child) if child else {}
            name = dropped.get('kind')
            if name in ('CallExpr', 'CXXMemberCallExpr', 'CXXOperatorCallExpr', 'CompoundAssignOperator') or (
                    name in ('BinaryOperator', 'UnaryOperator') and dropped.get('opcode') in ('=', '++', '--')):
                self.add('drop', child, ['dropped'], [child.get('place')],
                         lambda k, text: f'(::mutants::on({k}) ? void() : void({text}))')
            elif name in ('ReturnStmt', 'BreakStmt', 'ContinueStmt') and not child.get('last') and child.get('place'):
                place = child['place']
                end = self.semicolon(place)
                if end:
                    self.add('drop', child, ['dropped'], [place],
                             lambda k, text: f'{{ if (!::mutants::on({k})) {text}; }}', end)

    def semicolon(self, place):
        from_end = re.compile(r'\s*;').match(self.files.text(place[0]), place[2])
        return from_end and from_end.end()


    def FunctionDecl(self, node, inner, parent):
        for body in inner:  # attributes may come behind it
            if body.get('kind') == 'CompoundStmt':
                self.mark_last(body)

    def mark_last(self, node):
        """Without it a function would end without a result."""
        node['last'] = True
        inner = [child for child in node.get('inner', ()) if child]
        kind = node.get('kind')
        if inner and kind in ('CompoundStmt', 'SwitchStmt', 'CaseStmt', 'DefaultStmt'):
            self.mark_last(inner[-1])
        elif kind == 'IfStmt' and node.get('hasElse'):
            self.mark_last(inner[-1])
            self.mark_last(inner[-2])

    CXXMethodDecl = CXXConversionDecl = LambdaExpr = FunctionDecl

    def SwitchStmt(self, node, inner, parent):
        last = inner[-1] if inner else {}
        while last.get('kind') in ('CompoundStmt', 'CaseStmt', 'DefaultStmt') and last.get('inner'):
            last = last['inner'][-1]
        if last.get('kind') == 'BreakStmt':
            last['last'] = True  # the end comes anyway

    # Conditions

    def condition(self, kind, cond, names, function):
        if cond and not bare(cond).get('kind') in ('CXXBoolLiteralExpr', 'DeclStmt'):
            self.add(kind, cond, names, [cond.get('place')],
                     lambda k, text: f'::mutants::{function}({k}, static_cast<bool>({text}))')

    def IfStmt(self, node, inner, parent):
        if not node.get('hasVar') and not node.get('hasInit') and not node.get('isConstexpr'):
            self.condition('if', inner[0], ['always', 'never'], 'branch')

    def WhileStmt(self, node, inner, parent):
        if not node.get('hasVar'):
            self.condition('while', inner[0], ['never'], 'loop')

    def ForStmt(self, node, inner, parent):
        self.condition('for', inner[2], ['never'], 'loop')

    def DoStmt(self, node, inner, parent):
        self.condition('do', inner[1], ['never'], 'loop')

    def ConditionalOperator(self, node, inner, parent):
        self.condition('choose', inner[0], ['always', 'never'], 'branch')

    # Expressions

    def BinaryOperator(self, node, inner, parent):
        op = node.get('opcode')
        left, right = inner
        parts = [left.get('place'), right.get('place')]
        pointers = ['*' in type_of(side) or '[' in type_of(side) for side in inner]
        if 'dependent' in type_of(node):
            return
        if op in COMPARE:
            function, names = COMPARE[op]
            self.add('op', node, [f'{op} as {name}' for name in names], parts,
                     lambda k, a, b: f'::mutants::{function}({k}, ({a}), ({b}))')
        elif op in COMPUTE and not pointers[1]:
            function, name = COMPUTE[op]
            self.add('op', node, [f'{op} as {name}'], parts, lambda k, a, b: f'::mutants::{function}({k}, ({a}), ({b}))')
        elif op in ('&&', '||'):
            function, name = ('both', '||') if op == '&&' else ('either', '&&')
            self.add('op', node, [f'{op} as {name}', f'{op}: right side alone', f'{op}: left side alone'], parts,
                     lambda k, a, b: f'::mutants::{function}({k}, static_cast<bool>({a}), '
                                     f'[&] {{ return static_cast<bool>({b}); }})')

    def CompoundAssignOperator(self, node, inner, parent):
        op = node.get('opcode')
        if op in ASSIGN:
            self.add('op', node, [f'{op} as {ASSIGN[op]}'], [side.get('place') for side in inner],
                     lambda k, a, b: f'(::mutants::on({k}) ? ({a} {ASSIGN[op]} {b}) : ({a} {op} {b}))')

    def UnaryOperator(self, node, inner, parent):
        op, part = node.get('opcode'), [inner[0].get('place')]
        if op == '!':
            self.add('op', node, ['! left out'], part, lambda k, a: f'::mutants::inverted({k}, static_cast<bool>({a}))')
        elif op == '-':
            self.add('op', node, ['- left out'], part, lambda k, a: f'::mutants::minus({k}, ({a}))')
        elif op in ('++', '--') and parent and parent.get('kind') not in ('CompoundStmt', 'ForStmt', 'IfStmt', 'WhileStmt'):
            other = '--' if op == '++' else '++'
            if node.get('isPostfix'):
                self.add('op', node, [f'{op} as {other}'], part, lambda k, a: f'(::mutants::on({k}) ? {a}{other} : {a}{op})')
            else:
                self.add('op', node, [f'{op} as {other}'], part, lambda k, a: f'(::mutants::on({k}) ? {other}{a} : {op}{a})')

    def IntegerLiteral(self, node, inner, parent):
        if parent and parent.get('kind') == 'ImplicitCastExpr' and 'Null' in parent.get('castKind', ''):
            return
        value = int(node.get('value', '0'))
        names = [f'{value} as {value + 1}'] + ([f'{value} as {value - 1}'] if value else [])
        function = 'literal' if value else 'zero'
        self.add('value', node, names, [node.get('place')], lambda k, a: f'::mutants::{function}({k}, {a})')

    def CXXBoolLiteralExpr(self, node, inner, parent):
        value = node.get('value')
        self.add('value', node, [f'{str(value).lower()} as {str(not value).lower()}'], [node.get('place')],
                 lambda k, a: f'::mutants::flip({k}, {a})')

    def DeclRefExpr(self, node, inner, parent):
        to = node.get('referencedDecl', {})
        if to.get('kind') == 'EnumConstantDecl':
            self.add('value', node, ['its neighbour'], [node.get('place')], lambda k, a: f'::mutants::neighbour({k}, {a})')
        elif to.get('kind') == 'VarDecl' and re.match(r'k[A-Z]', to.get('name', '')) and INTEGER.match(type_of(node)):
            self.add('value', node, ['twice as much', 'half as much'], [node.get('place')],
                     lambda k, a: f'::mutants::constant({k}, {a})')

    def ReturnStmt(self, node, inner, parent):
        value = inner[0] if inner else {}
        if bare(value).get('kind') in ('IntegerLiteral', 'CXXBoolLiteralExpr', 'BinaryOperator', 'UnaryOperator', None):
            return
        if type_of(value) == 'bool':
            self.add('return', value, ['the opposite'], [value.get('place')],
                     lambda k, a: f'::mutants::flip({k}, static_cast<bool>({a}))')
        elif INTEGER.match(type_of(value)):
            self.add('return', value, ['0, or 1 for 0'], [value.get('place')], lambda k, a: f'::mutants::result({k}, ({a}))')
