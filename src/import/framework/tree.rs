//! The tree of a framework, whatever its document says of parents: every node stands in it exactly once, and there
//! is no circle in it. All walks are loops, so that no depth can exhaust the stack.

use crate::import::framework::{Framework, Node};

/// The nodes of a framework by their places.
#[derive(Debug)]
pub(in crate::import) struct Tree {
    /// The nodes at the top, in order.
    pub(in crate::import) roots: Vec<usize>,
    /// The nodes below each node, in order.
    pub(in crate::import) children: Vec<Vec<usize>>,
    /// Further parents of nodes: (node, other parent).
    pub(in crate::import) others: Vec<(usize, usize)>,
    /// Nodes that stood below each other in a circle and were put at the top.
    pub(in crate::import) circular: Vec<usize>,
}

impl Tree {
    /// The tree of `framework`.
    pub(in crate::import) fn new(framework: &Framework) -> Self {
        let nodes = &framework.nodes;
        let mut tree = Self {
            roots: Vec::new(),
            children: vec![Vec::new(); nodes.len()],
            others: Vec::new(),
            circular: Vec::new(),
        };
        let mut above = vec![None; nodes.len()];
        for (at, node) in nodes.iter().enumerate() {
            let first = node.parents.first().and_then(|parent| parent.node).filter(|parent| *parent != at);
            above[at] = first;
            match first {
                Some(parent) => tree.children[parent].push(at),
                None => tree.roots.push(at),
            }
            let others = node.parents.iter().skip(1).filter_map(|parent| parent.node);
            tree.others.extend(
                others.filter(|other| *other != at && Some(*other) != first).map(|other| (at, other)),
            );
        }
        tree.open_circles(&above);
        let place = |at: &usize| place(&nodes[*at], *at);
        tree.roots.sort_by_key(place);
        tree.children.iter_mut().for_each(|children| children.sort_by_key(place));
        tree
    }

    /// Puts one node of each circle at the top.
    fn open_circles(&mut self, above: &[Option<usize>]) {
        let mut reached = vec![false; above.len()];
        let mut waiting = self.roots.clone();
        for (at, parent) in above.iter().enumerate() {
            reach(&self.children, &mut waiting, &mut reached);
            if reached[at] {
                continue;
            }
            if let Some(parent) = parent {
                self.children[*parent].retain(|child| *child != at);
            }
            self.circular.push(at);
            self.roots.push(at);
            waiting.push(at);
        }
    }

    /// Whether nothing stands below `node`.
    pub(in crate::import) fn is_leaf(&self, node: usize) -> bool {
        self.children[node].is_empty()
    }

    /// The nodes below `node`, each with the groups between the two, in order: what stands directly below a
    /// group comes before its groups, so that nothing seems to stand in a group that it is not in.
    pub(in crate::import) fn below(&self, node: usize) -> Vec<(usize, Vec<usize>)> {
        let mut found = Vec::new();
        let mut waiting: Vec<(usize, Vec<usize>)> = vec![(node, Vec::new())];
        while let Some((at, path)) = waiting.pop() {
            if at != node {
                found.push((at, path.clone()));
            }
            let (leaves, groups): (Vec<usize>, Vec<usize>) =
                self.children[at].iter().partition(|child| self.is_leaf(**child));
            found.extend(leaves.into_iter().map(|leaf| (leaf, Vec::new())));
            // A path is for a person to read: its last steps are enough, and keep a long chain linear.
            let mut inside = path;
            if at != node {
                inside.push(at);
            }
            let inside = inside.split_off(inside.len().saturating_sub(4));
            waiting.extend(groups.into_iter().rev().map(|group| (group, inside.clone())));
        }
        found
    }
}

/// Marks everything that stands below `waiting` as reached.
fn reach(children: &[Vec<usize>], waiting: &mut Vec<usize>, reached: &mut [bool]) {
    while let Some(node) = waiting.pop() {
        if !std::mem::replace(&mut reached[node], true) {
            waiting.extend(children[node].iter().copied());
        }
    }
}

fn place(node: &Node, at: usize) -> (i64, usize) {
    let sequence = node.parents.first().and_then(|parent| parent.sequence);
    (sequence.unwrap_or(i64::MAX), at)
}
