import 'typescript';
