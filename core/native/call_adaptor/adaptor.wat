;; call_adaptor/adaptor.wat: does a function of the table have a given type?
;;
;; A signature is the number of i32 parameters, plus 16 if there is an i32 result. Instantiated beside the main module
;; with the same table, so that asking costs no call into JavaScript. Engines without wasm GC refuse to compile this;
;; runtime/call-adaptor/ then asks JavaScript.
(module
  (type $v0 (func))
  (type $v1 (func (param i32)))
  (type $v2 (func (param i32 i32)))
  (type $v3 (func (param i32 i32 i32)))
  (type $v4 (func (param i32 i32 i32 i32)))
  (type $v5 (func (param i32 i32 i32 i32 i32)))
  (type $v6 (func (param i32 i32 i32 i32 i32 i32)))
  (type $i0 (func (result i32)))
  (type $i1 (func (param i32) (result i32)))
  (type $i2 (func (param i32 i32) (result i32)))
  (type $i3 (func (param i32 i32 i32) (result i32)))
  (type $i4 (func (param i32 i32 i32 i32) (result i32)))
  (type $i5 (func (param i32 i32 i32 i32 i32) (result i32)))
  (type $i6 (func (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "env" "__indirect_function_table" (table $functions 1 funcref))

  (func (export "matches") (param $function i32) (param $signature i32) (result i32)
    (local $reference funcref)
    (local.set $reference (table.get $functions (local.get $function)))
    (block $v6 (block $v5 (block $v4 (block $v3 (block $v2 (block $v1 (block $v0
    (block $i6 (block $i5 (block $i4 (block $i3 (block $i2 (block $i1 (block $i0
    (block $none
      (br_table $v0 $v1 $v2 $v3 $v4 $v5 $v6 $none $none $none $none $none $none $none $none $none
                $i0 $i1 $i2 $i3 $i4 $i5 $i6 $none (local.get $signature)))
    (return (i32.const 0)))
    (return (ref.test (ref $i0) (local.get $reference))))
    (return (ref.test (ref $i1) (local.get $reference))))
    (return (ref.test (ref $i2) (local.get $reference))))
    (return (ref.test (ref $i3) (local.get $reference))))
    (return (ref.test (ref $i4) (local.get $reference))))
    (return (ref.test (ref $i5) (local.get $reference))))
    (return (ref.test (ref $i6) (local.get $reference))))
    (return (ref.test (ref $v0) (local.get $reference))))
    (return (ref.test (ref $v1) (local.get $reference))))
    (return (ref.test (ref $v2) (local.get $reference))))
    (return (ref.test (ref $v3) (local.get $reference))))
    (return (ref.test (ref $v4) (local.get $reference))))
    (return (ref.test (ref $v5) (local.get $reference))))
    (ref.test (ref $v6) (local.get $reference))))
