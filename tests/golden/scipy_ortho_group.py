"""The golden numbers of scipy_ortho_group.json: python3 scipy_ortho_group.py > scipy_ortho_group.json"""
import json

import numpy as np
import scipy
from scipy.stats import ortho_group

np.random.seed(3)
matrices = [ortho_group.rvs(d).tolist() for d in (2, 4, 7)]
origin = f"scipy.stats.ortho_group.rvs, SciPy {scipy.__version__}, NumPy {np.__version__}"
print(json.dumps({"origin": origin, "seed": 3, "matrices": matrices}, indent=1))
