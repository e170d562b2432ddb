"""How compiled kernels receive a `World`: one address instead of some two hundred words.

Numba passes a tuple of arrays by value, seven words or more for each of its arrays, at every call it does not inline; here
the arrays' headers are laid down once when a kernel is entered from Python, and kernels hand on their address. Plain
Python never comes here: a kernel reads ``w.inmates`` in both.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.imputils import impl_ret_borrowed, lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.core.typing.typeof import typeof_impl as _typeof
from numba.extending import NativeValue, models, register_model, typeof_impl, unbox


class WorldType(types.Type):
    """Numba's type of a `World`: the names and types of its arrays, in order."""

    def __init__(self, fields: tuple[tuple[str, Any], ...]) -> None:
        self.fields = fields
        super().__init__(name="World(" + ", ".join(f"{name}: {kind}" for name, kind in fields) + ")")

    def place(self, name: str) -> int:
        """Position of an array, -1 if there is none of that name."""
        for k, (known, _) in enumerate(self.fields):
            if known == name:
                return k
        return -1


register_model(WorldType)(models.OpaqueModel)


def receive(kind: type) -> None:
    """Let kernels receive a named tuple of arrays by address from now on."""
    typeof_impl.register(kind)(_type_of)


def _type_of(world: Any, c) -> WorldType:
    return WorldType(tuple((name, _typeof(array, c)) for name, array in zip(world._fields, world, strict=True)))


def _headers(context, kind: WorldType) -> ir.Type:
    return ir.LiteralStructType([context.get_value_type(array) for _, array in kind.fields])


@unbox(WorldType)
def _from_python(kind, obj, c):
    """Lay down the arrays' headers in the frame of the call that comes from Python."""
    block = cgutils.alloca_once(c.builder, _headers(c.context, kind))
    failed = cgutils.alloca_once_value(c.builder, cgutils.false_bit)
    for k, (_, array) in enumerate(kind.fields):
        native = c.unbox(array, c.pyapi.tuple_getitem(obj, k))
        c.builder.store(c.builder.or_(c.builder.load(failed), native.is_error), failed)
        c.builder.store(native.value, cgutils.gep_inbounds(c.builder, block, 0, k))
    address = c.builder.bitcast(block, c.context.get_value_type(kind))
    return NativeValue(address, is_error=c.builder.load(failed))


@infer_getattr
class _WorldAttribute(AttributeTemplate):
    key = WorldType

    def generic_resolve(self, kind, name):
        k = kind.place(name)
        return kind.fields[k][1] if k >= 0 else None


@lower_getattr_generic(WorldType)
def _attribute(context, builder, kind, address, name):
    k = kind.place(name)
    block = builder.bitcast(address, _headers(context, kind).as_pointer())
    header = builder.load(cgutils.gep_inbounds(builder, block, 0, k))
    return impl_ret_borrowed(context, builder, kind.fields[k][1], header)
